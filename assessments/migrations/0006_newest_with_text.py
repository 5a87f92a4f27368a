from django.db import migrations, models


class Migration(migrations.Migration):
    """The orders of the lists carry what is searched: a frequent word is found without touching the table."""

    dependencies = [("assessments", "0005_search_gram_numbers")]
    operations = [
        migrations.RemoveIndex(model_name="assessment", name="assessments_newest_sent"),
        migrations.RemoveIndex(model_name="registerentry", name="register_newest"),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(
                fields=["-submitted_at", "-id"],
                include=["state", "search"],
                name="assessments_newest_sent",
            ),
        ),
        migrations.AddIndex(
            model_name="registerentry",
            index=models.Index(
                fields=["-received_on", "-id"],
                include=["search"],
                name="register_newest",
            ),
        ),
    ]
