from pathlib import Path

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

SQL = Path(__file__).parent / "sql" / "0012_guards.sql"


class Migration(migrations.Migration):
    """Who signed which document; the guards with that of the certificates."""

    dependencies = [
        ('assessments', '0011_simulations'),
    ]

    operations = [
        migrations.CreateModel(
            name='SigningCertificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(max_length=64, unique=True)),
                ('subject', models.CharField(max_length=500)),
                ('issuer', models.CharField(max_length=500)),
                ('valid_from', models.DateTimeField()),
                ('valid_until', models.DateTimeField()),
                ('pem', models.TextField()),
                ('chain', models.TextField(blank=True)),
                ('is_demonstration', models.BooleanField()),
                ('first_used_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='recorddocument',
            name='level',
            field=models.CharField(blank=True, max_length=5),
        ),
        migrations.AddField(
            model_name='recorddocument',
            name='signed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='recorddocument',
            name='unsigned_sha256',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.CreateModel(
            name='Hindrance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cause', models.CharField(choices=[('key', 'Key'), ('certificate', 'Certificate'), ('timestamp', 'Timestamp'), ('signature', 'Signature'), ('other', 'Other')], max_length=16)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='hindrance', to='assessments.decision')),
            ],
        ),
        migrations.AddField(
            model_name='recorddocument',
            name='signed_with',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='assessments.signingcertificate'),
        ),
        migrations.AddConstraint(
            model_name='recorddocument',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('level', ''), ('signed_at', None), ('signed_with', None)), models.Q(('signed_at__isnull', False), ('signed_with__isnull', False), models.Q(('level', ''), _negated=True)), _connector='OR'), name='signed_wholly_or_not_at_all'),
        ),
        migrations.RunSQL(SQL.read_text(encoding='utf-8'), migrations.RunSQL.noop),
    ]
