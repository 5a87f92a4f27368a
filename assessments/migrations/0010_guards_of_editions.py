from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql" / "0010_guards.sql"


class Migration(migrations.Migration):
    """The guards with those that pin a case to its edition."""

    dependencies = [("assessments", "0009_judged_at_once")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop)]
