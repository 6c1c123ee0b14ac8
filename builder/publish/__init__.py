"""The edge where a site leaves this computer: built anew, looked over, then carried to a target of site.yaml."""

from builder.publish.command import command
from builder.publish.publishing import Published, publish, targets

__all__ = ["Published", "command", "publish", "targets"]
