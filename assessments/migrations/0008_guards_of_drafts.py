from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql" / "0008_guards.sql"


class Migration(migrations.Migration):
    """The guards with those of draft editions."""

    dependencies = [("assessments", "0007_draft_editions")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop)]
