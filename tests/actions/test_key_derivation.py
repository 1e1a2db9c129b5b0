"""Keys derived from the one secret: what was sealed with them stays readable."""

from dashboard.actions.key_derivation import derived


def test_a_key_is_the_same_in_every_release() -> None:
    assert derived("a secret of at least sixteen", "seals").hex() == (
        "bce66656b496a70fb15d3b75355628c97dfb7b33d4a77dbe4d3e89094125fe9f"
    )


def test_each_purpose_has_its_own() -> None:
    secret = "a secret of at least sixteen"
    assert len({derived(secret, name) for name in ("reporters", "phone tails", "seals")}) == 3
