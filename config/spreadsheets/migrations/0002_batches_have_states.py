import config.spreadsheets.models
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def fill(apps, schema_editor):
    """Gives a key and a time of import to every batch that has none yet."""
    Batch = apps.get_model("spreadsheets", "Batch")
    for batch in Batch.objects.filter(key=None).only("pk").iterator():
        Batch.objects.filter(pk=batch.pk).update(key=config.spreadsheets.models.new_key())
    Batch.objects.filter(applied_at=None).update(applied_at=models.F("made_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('spreadsheets', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='batch',
            name='all_or_nothing',
            field=models.BooleanField(default=False, help_text='One refused row stops the whole file.', verbose_name='all or nothing'),
        ),
        migrations.AddField(
            model_name='batch',
            name='applied_at',
            field=models.DateTimeField(null=True, verbose_name='imported at'),
        ),
        migrations.AddField(
            model_name='batch',
            name='codes',
            field=models.JSONField(default=list, help_text='Codes of the divisions that the file is about; empty: all.', verbose_name='places'),
        ),
        migrations.AddField(
            model_name='batch',
            name='fingerprint',
            field=models.CharField(blank=True, default='', editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name='batch',
            name='key',
            field=models.CharField(editable=False, max_length=32, null=True, verbose_name='key'),
        ),
        migrations.AddField(
            model_name='batch',
            name='reason',
            field=models.TextField(blank=True, default='', help_text='Why nothing was written.', verbose_name='reason'),
        ),
        migrations.AddField(
            model_name='batch',
            name='state',
            field=models.CharField(choices=[('reading', 'being read'), ('shown', 'waits to be confirmed'), ('confirmed', 'being imported'), ('applied', 'imported'), ('undone', 'undone'), ('refused', 'file refused'), ('cancelled', 'given up'), ('expired', 'expired')], default='applied', max_length=10, verbose_name='state'),
        ),
        migrations.AddField(
            model_name='batch',
            name='undone_at',
            field=models.DateTimeField(null=True, verbose_name='undone at'),
        ),
        migrations.AddField(
            model_name='batch',
            name='undone_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='undone by'),
        ),
        migrations.AlterField(
            model_name='batch',
            name='division_code',
            field=models.CharField(blank=True, db_index=True, default='', help_text='The smallest division that holds all its rows.', max_length=12, verbose_name='division'),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name='batch',
            name='key',
            field=models.CharField(default=config.spreadsheets.models.new_key, editable=False, max_length=32, verbose_name='key'),
        ),
        migrations.AlterField(
            model_name='batch',
            name='applied_at',
            field=models.DateTimeField(default=django.utils.timezone.now, null=True, verbose_name='imported at'),
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.UniqueConstraint(fields=('key',), name='spreadsheets_batch_key'),
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('applied_at__isnull', False), ('state__in', ('applied', 'undone'))), models.Q(models.Q(('state__in', ('applied', 'undone')), _negated=True), ('applied_at', None)), _connector='OR'), name='spreadsheets_batch_applied_has_a_time'),
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'undone'), ('undone_at__isnull', False)), models.Q(models.Q(('state', 'undone'), _negated=True), ('undone_at', None)), _connector='OR'), name='spreadsheets_batch_undone_has_a_time'),
        ),
    ]
