"""`channel …`: by what people are called, with secrets that no list shows; and the dry run."""

from dashboard.domain.duty.channels import ChannelKind
from dashboard.domain.persons import Role
from dashboard.senders import outlets
from tests.helpers.web import Web
from tests.login.conftest import Command

MAIL = ("channel", "add", "post", "mail", "--host", "mail.example", "--sender", "a@centre.example")
SMS = ("channel", "add", "sms", "sms", "--url", "https://gateway.example/send")
TEMPLATE = '{"mobile": "{phone}", "content": "{text}"}'


def test_a_mail_server_and_a_gateway_are_kept_and_listed_without_their_secrets(
    web: Web, command: Command
) -> None:
    web.person(Role.DUTY)
    command(*MAIL, "--user", "calls", "--secret", "known", "--address", "duty=d@centre.example")
    given = ("--template", TEMPLATE, "--accepted", "result.code=0", "--header", "X-Key=known")
    command(*SMS, *given, "--post", "MAIN")
    var = web.centre.system.settings.var
    assert (var / outlets.FILE).stat().st_mode & 0o077 == 0
    mail, sms = outlets.read(var)
    assert mail.channel.kind is ChannelKind.MAIL
    assert mail.channel.address("duty", "tel 1") == "d@centre.example"
    assert (mail.options["security"], mail.options["secret"]) == ("starttls", "known")
    assert sms.channel.posts == ("MAIN",)
    assert sms.options["accepted"] == {"field": "result.code", "value": "0"}
    assert sms.options["headers"] == {"X-Key": "known"}
    assert "known" not in repr((mail, sms))
    told = command("channel", "list")
    assert "known" not in told
    assert [line.split()[:2] for line in told.splitlines()] == [["post", "mail"], ["sms", "sms"]]


def test_a_channel_that_could_not_send_is_refused_with_a_sentence(
    web: Web, command: Command
) -> None:
    web.person(Role.DUTY)
    assert "no account 'li'" in command(*MAIL, "--address", "li=li@centre.example", code=1)
    assert "mail server" in command("channel", "add", "post", "mail", code=1)
    assert "open line" in command(*MAIL, "--security", "none", "--user", "u", code=1)
    assert "isn't one for mail" in command(*MAIL, "--address", "duty=13900000000", code=1)
    assert "NAME=VALUE" in command(*MAIL, "--address", "duty", code=1)
    assert "no JSON" in command(*SMS, "--template", "{", code=1)
    assert "which answer" in command(*SMS, "--template", TEMPLATE, code=1)
    assert "no place for {text}" in command(*SMS, "--template", '{"to": "{phone}"}', code=1)
    wrong = command("channel", "add", "f", "file", "--address", "duty=d@centre.example", code=1)
    assert "Only e-mail and text messages" in wrong
    assert command("channel", "list") == ""


def test_a_dry_run_says_who_cannot_be_reached_and_ends_with_one(command: Command) -> None:
    assert "There is no channel" in command("channel", "dry-run", code=1)
    command("channel", "add", "file", "file")
    told = command("channel", "dry-run", code=1)
    assert told.startswith("Dry run (")
    assert "nobody is reached: Incident to confirm, " in told
    assert "无人可达" in command("channel", "dry-run", "--lang", "zh", code=1)
