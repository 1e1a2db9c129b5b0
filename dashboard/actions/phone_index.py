"""Indexes reporters of older releases by their whole phone numbers; this needs the secret key."""

from cryptography.exceptions import InvalidTag

from dashboard.actions import privacy
from dashboard.store import intake, reporters
from dashboard.system import System

BATCH = 500


def index_older(system: System) -> int:
    """Decrypts older reporters and stores their phone digests; returns how many there were."""
    secret, district, done = system.settings.secret_key, system.district.key, 0
    while True:
        with system.engine.begin() as connection:
            found = reporters.not_in_full(connection, district, BATCH)
            for number, sealed in found:
                try:
                    phone = privacy.unseal(secret, number, sealed).phone
                except InvalidTag:  # sealed with another key: nobody can read it, so it stays
                    continue
                intake.forget_phones(connection, district, number)
                intake.keep_phones(connection, phone_rows(system, number, phone))
            reporters.mark_in_full(connection, district, [number for number, _ in found])
        done += len(found)
        if len(found) < BATCH:
            return done


def phone_rows(system: System, number: str, phone: str) -> list[dict[str, str]]:
    """The rows of phone digests by which a case's reporter is found."""
    secret, district = system.settings.secret_key, system.district.key
    digests = privacy.phone_digests(secret, phone)
    return [{"district": district, "number": number, "digest": one} for one in sorted(digests)]
