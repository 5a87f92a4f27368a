import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

FUNCTION = """
CREATE OR REPLACE FUNCTION search_gram_numbers(searched text) RETURNS integer[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT number), '{}')
    FROM string_to_table(searched, E'\\n') AS lines(line),
        generate_series(1, length(line)) AS places(place),
        LATERAL (
            SELECT ascii(substr(line, place, 1))
            UNION ALL
            SELECT (ascii(substr(line, place, 1))::bigint * 65599 + ascii(substr(line, place + 1, 1))
                & 2147483647)::integer
            WHERE place < length(line)
        ) AS grams(number)
$$
"""
GRAMS = {
    "expression": models.Func("search", function="search_gram_numbers"),
    "output_field": django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None),
    "db_persist": True,
}
TABLES = {"assessment": "assessments_search_grams", "registerentry": "register_search_grams"}


def _anew(model: str, index: str) -> list[migrations.operations.base.Operation]:
    return [
        migrations.RemoveIndex(model_name=model, name=index),
        migrations.RemoveField(model_name=model, name="search_grams"),
        migrations.AddField(model, "search_grams", models.GeneratedField(**GRAMS)),
        migrations.AddIndex(
            model_name=model,
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search_grams"], gin_pending_list_limit=256, name=index
            ),
        ),
    ]


class Migration(migrations.Migration):
    """Grams as numbers: half the size of the rows, and half the time to read them."""

    dependencies = [("assessments", "0004_worklists")]
    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION IF EXISTS search_gram_numbers(text)"),
        *[operation for model, index in TABLES.items() for operation in _anew(model, index)],
        migrations.RunSQL("DROP FUNCTION search_grams(text)", migrations.RunSQL.noop),
    ]
