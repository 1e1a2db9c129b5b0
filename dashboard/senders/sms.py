"""Text messages by any gateway that takes them over HTTP: a template says how it is asked.

The template is an object; `{phone}`, `{text}` and `{id}` are put into its values after it was read,
so that no text can add a field. `accepted` says which answer means that the gateway has taken it.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from dashboard import codec
from dashboard.senders.letter import CONFIRMED, Attempt, Letter, Outlet
from dashboard.senders.posting import ForbiddenAddress, Response, Target, Unreachable, post

TEXT_MAX = 300
"""So many characters a message has at most: some five parts of what one SMS takes."""
TEMPLATE_MAX = 4_000
FIELDS_MAX = 40
FINAL = frozenset({400, 401, 403, 404, 405, 413, 415, 422})
"""What another try doesn't mend."""


def check(options: dict[str, Any]) -> None:
    """Raises `ValueError` for options with which nothing can be sent or judged."""
    template, accepted = options.get("template"), options.get("accepted")
    if not isinstance(template, dict) or not 0 < len(template) <= FIELDS_MAX:
        raise ValueError(f"A gateway needs a template: an object of at most {FIELDS_MAX} fields.")
    written = codec.to_json(template).decode()
    if len(written) > TEMPLATE_MAX:
        raise ValueError(f"A template has at most {TEMPLATE_MAX} characters.")
    missing = [place for place in ("{phone}", "{text}") if place not in written]
    if missing:
        raise ValueError(f"The template has no place for {missing[0]}.")
    if options.get("form") and not all(isinstance(one, str) for one in template.values()):
        raise ValueError("The template of a form has texts alone.")
    if not isinstance(accepted, dict) or not accepted.get("field") or "value" not in accepted:
        raise ValueError("Say which answer means accepted: a field of it, and its value.")
    headers = options.get("headers", {})
    if not isinstance(headers, dict) or not all(_fits(*pair) for pair in headers.items()):
        raise ValueError("A header is one line of plain letters.")


def _fits(name: object, value: object) -> bool:
    texts = (name, value)
    return all(isinstance(one, str) and one.isascii() and one.isprintable() for one in texts)


def send(outlet: Outlet, letter: Letter) -> Attempt:
    """Posts the filled template; the answer's field decides."""
    options = outlet.options
    if len(letter.to) != 1:
        return Attempt(confirmed=False, why="there is no number to send it to", final=True)
    values = {"{phone}": letter.to[0], "{text}": text_of(letter), "{id}": letter.id}
    said = filled(options["template"], values)
    form = bool(options.get("form"))
    kind = "application/x-www-form-urlencoded" if form else "application/json"
    body = urlencode(said).encode() if form else codec.to_json(said)
    headers = {**options.get("headers", {}), "Content-Type": f"{kind}; charset=utf-8"}
    target = Target(url=options["url"], private=bool(options.get("private")))
    try:
        return judged(post(target, body, headers), options["accepted"])
    except Unreachable as error:
        return Attempt(confirmed=False, why=str(error))
    except ForbiddenAddress as error:
        return Attempt(confirmed=False, why=str(error), final=True)


def filled(template: Any, values: Mapping[str, str]) -> Any:
    """The template with these values in its texts, at any depth; its fields stay as they are."""
    if isinstance(template, dict):
        return {name: filled(one, values) for name, one in template.items()}
    if isinstance(template, list):
        return [filled(one, values) for one in template]
    if not isinstance(template, str):
        return template
    parts = template.replace("{", "\0{").replace("}", "}\0").split("\0")
    return "".join(values.get(part, part) for part in parts)


def text_of(letter: Letter) -> str:
    """As much of the text as fits; the link to answer by is never cut."""
    if len(letter.text) <= TEXT_MAX:
        return letter.text
    links = [str(one["answer"]) for one in letter.facts if one.get("answer")]
    ending = f"…\n{links[0]}" if links else "…"
    return letter.text[: max(0, TEXT_MAX - len(ending))] + ending


def judged(answer: Response, accepted: Mapping[str, Any]) -> Attempt:
    """What the gateway says; an answer without the field says nothing, and confirms nothing."""
    if not answer.is_success:
        final = answer.status in FINAL
        words = f"HTTP {answer.status}"
        return Attempt(confirmed=False, why=words, wait_s=answer.wait_s, final=final)
    try:
        found: Any = codec.from_json(answer.body)
    except ValueError:
        return Attempt(confirmed=False, why=f"HTTP {answer.status} without JSON")
    for name in str(accepted["field"]).split("."):
        found = found.get(name) if isinstance(found, dict) else None
    if found is None:
        return Attempt(confirmed=False, why=f"the answer has no {accepted['field']}"[:80])
    if str(found) == str(accepted["value"]):
        return CONFIRMED
    return Attempt(confirmed=False, why=f"{accepted['field']}: {found}"[:80])
