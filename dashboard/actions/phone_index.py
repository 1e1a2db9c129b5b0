"""Reporters of older releases are made to be found by their whole numbers, with the key at hand."""

from cryptography.exceptions import InvalidTag

from dashboard.actions import privacy
from dashboard.store import intake, reporters
from dashboard.system import System

BATCH = 500


def index_older(system: System) -> int:
    """Opens what was sealed before and keeps its digests; returns how many reporters it was."""
    secret, district, done = system.settings.secret_key, system.district.key, 0
    while True:
        with system.engine.begin() as connection:
            found = reporters.not_in_full(connection, district, BATCH)
            for number, sealed in found:
                try:
                    phone = privacy.unseal(secret, number, sealed).phone
                except InvalidTag:  # of another key: nobody can read it, it stays as it is
                    continue
                intake.forget_phones(connection, district, number)
                intake.keep_phones(connection, phone_rows(system, number, phone))
            reporters.mark_in_full(connection, district, [number for number, _ in found])
        done += len(found)
        if len(found) < BATCH:
            return done


def phone_rows(system: System, number: str, phone: str) -> list[dict[str, str]]:
    """The digests by which a case's reporter is found."""
    secret, district = system.settings.secret_key, system.district.key
    digests = privacy.phone_digests(secret, phone)
    return [{"district": district, "number": number, "digest": one} for one in sorted(digests)]
