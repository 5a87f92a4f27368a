from django.db import migrations, models


class Migration(migrations.Migration):
    """Records are rendered twice: in full for the parties, and for the public without what it may not read."""

    dependencies = [
        ('assessments', '0012_signatures'),
    ]

    operations = [
        migrations.AddField(
            model_name='record',
            name='public_content',
            field=models.TextField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='record',
            name='public_content_sha256',
            field=models.CharField(blank=True, default='', max_length=64),
        ),
        migrations.AddField(
            model_name='recorddocument',
            name='audience',
            field=models.CharField(choices=[('parties', 'In full, for the parties'), ('public', 'For the public')], default='parties', max_length=8),
        ),
        migrations.RemoveConstraint(
            model_name='recorddocument',
            name='one_document_per_language',
        ),
        migrations.AddConstraint(
            model_name='recorddocument',
            constraint=models.UniqueConstraint(fields=('record', 'language', 'audience'), name='one_document_per_language_and_audience'),
        ),
    ]
