"""How the portal is started, stopped and looked after; nothing here is imported by it."""
