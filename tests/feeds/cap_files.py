"""CAP files as the weather service and others write them, for tests."""

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from xml.sax.saxutils import escape

BEIJING = timezone(timedelta(hours=8))
SENDER = "22010041600000"
"""The Meteorological Observatory of Changchun, as the Chinese profile codes who warns."""
DISTRICT = "220102000000"


def identifier(at: datetime, no: int = 0, sender: str = SENDER) -> str:
    """`ZZZZZZDDDUUUXX_YYYYMMDDhhmmss_N`."""
    return f"{sender}_{at.astimezone(BEIJING):%Y%m%d%H%M%S}_{no}"


def named(sender: str, message: str, sent: datetime) -> str:
    """A reference to a message."""
    return f"{sender},{message},{sent.astimezone(BEIJING).isoformat()}"


def chinese(
    sent: datetime,
    *,
    message: str = "Alert",
    no: int = 0,
    references: Sequence[str] = (),
    colour: str = "Blue",
    event: str = "11B05",
    named_event: str = "寒潮",
    expires: datetime | None = None,
    status: str = "Actual",
    geocode: str = DISTRICT,
) -> bytes:
    """A message in the Chinese profile."""
    ends = (expires or sent + timedelta(hours=48)).astimezone(BEIJING)
    at = sent.astimezone(BEIJING)
    word = {"Blue": "蓝", "Yellow": "黄", "Orange": "橙", "Red": "红"}.get(colour, "")
    refs = f"<references>{' '.join(references)}</references>" if references else ""
    headline = f"长春市气象台发布{named_event}{word}色预警信号"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>{identifier(sent, no)}</identifier>
  <sender>{SENDER}</sender>
  <senderCode>{SENDER}</senderCode>
  <sent>{at.isoformat()}</sent>
  <status>{status}</status>
  <msgType>{message}</msgType>
  <scope>Public</scope>
  <code><method>SMS</method></code>
  <secClassification>None</secClassification>
  {refs}
  <info>
    <language>zh-CN</language>
    <category>Met</category>
    <event>{event}</event>
    <urgency>Expected</urgency>
    <severity>{colour}</severity>
    <certainty>Likely</certainty>
    <eventCode><valueName>国家预警事件编码</valueName><value>{event}</value></eventCode>
    <effective>{at.isoformat()}</effective>
    <expires>{ends.isoformat()}</expires>
    <senderName>长春市气象台</senderName>
    <headline>{headline}</headline>
    <description>预计未来48小时最低气温将下降8℃以上，并伴有4级左右偏北风，请注意防范。</description>
    <instruction>做好防寒保暖；供热单位加强运行值守。</instruction>
    <area>
      <areaDesc>南关区</areaDesc>
      <geocode><valueName>行政区划代码</valueName><value>{geocode}</value></geocode>
    </area>
  </info>
</alert>
""".encode()


def oasis(
    sent: datetime,
    *,
    sender: str = "w-nws.webmaster@noaa.gov",
    number: str = "TRI13970876.2",
    message: str = "Alert",
    references: str = "",
    severity: str = "Severe",
    area: str = "",
    expires: str | None = None,
    effective: str = "",
    extra: str = "",
) -> bytes:
    """A message as the specification's own examples write it, in English."""
    ends = (sent + timedelta(hours=6)).isoformat() if expires is None else expires
    refs = f"<references>{escape(references)}</references>" if references else ""
    until = f"<expires>{ends}</expires>" if ends else ""
    begins = f"<effective>{effective}</effective>" if effective else ""
    return f"""<?xml version = "1.0" encoding = "UTF-8"?>
<alert xmlns = "urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>{number}</identifier>
  <sender>{sender}</sender>
  <sent>{sent.isoformat()}</sent>
  <status>Actual</status>
  <msgType>{message}</msgType>
  <scope>Public</scope>
  {refs}
  <info>
    <category>Met</category>
    <event>SEVERE THUNDERSTORM</event>
    <responseType>Shelter</responseType>
    <urgency>Immediate</urgency>
    <severity>{severity}</severity>
    <certainty>Observed</certainty>
    {begins}
    {until}
    <senderName>Changchun Weather Office</senderName>
    <headline>SEVERE THUNDERSTORM WARNING</headline>
    <description>DOPPLER RADAR INDICATED A SEVERE THUNDERSTORM MOVING SOUTHWEST.</description>
    <instruction>TAKE COVER IN A SUBSTANTIAL SHELTER UNTIL THE STORM PASSES.</instruction>
    {area or "<area><areaDesc>Nanguan</areaDesc></area>"}
  </info>
  {extra}
</alert>
""".encode()
