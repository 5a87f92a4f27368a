from pathlib import Path

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parent / "sql" / "0014_guards.sql"


class Migration(migrations.Migration):
    """Orders to correct a record; the guards with that of its versions."""

    dependencies = [
        ('assessments', '0013_public_rendering'),
    ]

    operations = [
        migrations.AlterField(
            model_name='ledgerentry',
            name='event',
            field=models.CharField(choices=[('opened', 'Assessment opened'), ('submitted', 'Answers sent to the commission'), ('supplement_requested', 'Supplement requested'), ('returned', 'Returned as incomplete'), ('reviewer_assigned', 'Reviewer assigned'), ('reviewer_released', 'Reviewer released'), ('conflict_declared', 'Conflict declaration made'), ('accepted', 'Accepted for review'), ('findings_locked', "Reviewer's findings locked"), ('clarification_asked', 'Clarification requested'), ('clarification_answered', 'Clarification answered'), ('panel_convened', 'Panel convened'), ('panel_joined', 'Panel member named'), ('voted', 'Vote cast'), ('round_opened', 'New round of voting opened'), ('draft_sent', 'Draft decision sent to the agency'), ('statement_made', "Agency's statement received"), ('reopened', 'Deliberation reopened'), ('decided', 'Decision adopted'), ('record_issued', 'Decision record issued'), ('record_corrected', 'Correction of the record ordered'), ('published', 'Published in the register'), ('withdrawn', 'Withdrawn'), ('suspended', 'Effect suspended'), ('restored', 'Suspension lifted'), ('revoked', 'Approval revoked'), ('reconsideration_asked', 'Reconsideration requested'), ('reconsidered', 'Reconsideration decided'), ('expired', 'Validity expired'), ('superseded', 'Replaced by a later decision'), ('organisation_added', 'Organisation entered'), ('person_added', 'Person entered'), ('password_link_asked', 'Link to choose a password asked for'), ('role_granted', 'Role granted'), ('role_revoked', 'Role revoked'), ('edition_drafted', 'Draft edition opened'), ('edition_submitted', 'Draft edition submitted for publication'), ('edition_taken_back', 'Draft edition taken back for changes'), ('edition_discarded', 'Draft edition discarded'), ('edition_published', 'Edition published'), ('moved_edition', 'Draft moved to the edition in force'), ('judged_at_once', 'Stricter prohibition applies at once'), ('record_downloaded', 'Record read or downloaded'), ('exported', 'Extract exported')], max_length=32),
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField()),
                ('passages', models.JSONField()),
                ('reason_ko', models.TextField()),
                ('reason_en', models.TextField(blank=True)),
                ('asked_by', models.CharField(choices=[('agency', "At the agency's request"), ('ex_officio', "On the commission's own initiative")], max_length=12)),
                ('ordered_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='assessments.decision')),
                ('ordered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['decision', 'version'],
                'constraints': [models.UniqueConstraint(fields=('decision', 'version'), name='corrections_are_numbered'), models.CheckConstraint(condition=models.Q(('version__gte', 2)), name='the_first_version_corrects_nothing'), models.CheckConstraint(condition=models.Q(('reason_ko', ''), _negated=True), name='a_correction_has_a_reason')],
            },
        ),
        migrations.RunSQL(SQL.read_text(encoding='utf-8'), migrations.RunSQL.noop),
    ]
