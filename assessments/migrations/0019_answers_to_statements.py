from pathlib import Path

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parent / "sql" / "0019_guards.sql"


class Migration(migrations.Migration):
    """What the panel says to the agency's statement; the guards with those of decision and answer."""

    dependencies = [
        ('assessments', '0018_frozen_content'),
    ]

    operations = [
        migrations.CreateModel(
            name='StatementAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text_ko', models.TextField()),
                ('text_en', models.TextField(blank=True)),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('statement', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='assessments.statement')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('text_ko', ''), _negated=True), name='an_answer_says_something')],
            },
        ),
        migrations.RunSQL(SQL.read_text(encoding='utf-8'), migrations.RunSQL.noop),
    ]
