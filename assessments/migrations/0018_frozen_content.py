from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SQL = Path(__file__).parent / "sql" / "0018_guards.sql"


class Migration(migrations.Migration):
    """What a decision's record says, kept when the decision is adopted; the guards with that of its row."""

    dependencies = [
        ('assessments', '0017_consulted'),
    ]

    operations = [
        migrations.CreateModel(
            name='FrozenContent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.TextField()),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='frozen_content', to='assessments.decision')),
            ],
        ),
        migrations.RunSQL(SQL.read_text(encoding='utf-8'), migrations.RunSQL.noop),
    ]
