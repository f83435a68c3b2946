

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('insist_sites', '0010_webhooks'),
    ]

    operations = [
        migrations.CreateModel(
            name='ContentChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('xid', models.BigIntegerField(db_index=True)),
                ('keys', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('gone', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), null=True, size=None)),
                ('changed_at', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name='StoredAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('host', models.CharField(max_length=253)),
                ('path', models.TextField()),
                ('headers', models.JSONField()),
                ('etag', models.CharField(max_length=40)),
                ('body', models.BinaryField()),
                ('keys', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('fresh_until', models.DateTimeField(null=True)),
                ('release', models.CharField(max_length=32)),
                ('stored_at', models.DateTimeField()),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='insist_sites.city')),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['keys'], name='answers_by_key'), models.Index(fields=['fresh_until'], name='answers_by_end')],
                'constraints': [models.UniqueConstraint(fields=('host', 'path'), name='one_answer_per_address')],
            },
        ),
    ]
