from django.db import migrations, models

SEATED = """
UPDATE assessments_panel p SET is_seated = (
    SELECT count(*) FROM assessments_panelmember m WHERE m.panel_id = p.id AND m.ended_at IS NULL
) = p.size
"""


class Migration(migrations.Migration):
    """What the queue asks for, found by an index however many cases there are."""

    dependencies = [("assessments", "0003_search_grams")]
    operations = [
        migrations.AddField(
            model_name="panel",
            name="is_seated",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunSQL(SEATED, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="panel",
            index=models.Index(
                condition=models.Q(("is_seated", False)),
                fields=["revision"],
                name="panels_that_wait_for_members",
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", False)), fields=["assessment"], name="seats_given_up"
            ),
        ),
    ]
