import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

FUNCTION = """
CREATE OR REPLACE FUNCTION search_grams(searched text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT gram), '{}')
    FROM (
        SELECT substr(line, place, size) AS gram
        FROM string_to_table(searched, E'\\n') AS lines(line),
            generate_series(1, 2) AS sizes(size),
            generate_series(1, length(line) - size + 1) AS places(place)
    ) AS parts
$$
"""
GRAMS = {
    "expression": models.Func("search", function="search_grams"),
    "output_field": django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None),
    "db_persist": True,
}


class Migration(migrations.Migration):
    """Search by one and two characters in a row: trigrams find no Korean word of two syllables."""

    dependencies = [("assessments", "0002_guards")]
    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION IF EXISTS search_grams(text)"),
        migrations.RemoveIndex(model_name="assessment", name="assessments_search"),
        migrations.RemoveIndex(model_name="registerentry", name="register_search"),
        migrations.AddField("assessment", "search_grams", models.GeneratedField(**GRAMS)),
        migrations.AddField("registerentry", "search_grams", models.GeneratedField(**GRAMS)),
        migrations.AddIndex(
            model_name="assessment",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search_grams"], gin_pending_list_limit=256, name="assessments_search_grams"
            ),
        ),
        migrations.AddIndex(
            model_name="registerentry",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search_grams"], gin_pending_list_limit=256, name="register_search_grams"
            ),
        ),
    ]
