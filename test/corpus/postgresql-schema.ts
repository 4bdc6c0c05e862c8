/** One sentence for each thing a schema consists of; names that the database gives by itself are left out. */
export const POSTGRESQL_SCHEMA = `
with ours as (select oid, nspname from pg_namespace where nspname not like 'pg\\_%' and nspname <> 'information_schema'),
member as (select classid, objid from pg_depend where deptype = 'e')
select format('column %s.%s %s %s null=%s default=%s identity=%s generated=%s acl=%s comment=%s statistics=%s storage=%s %s options=%s', a.attrelid::regclass,
    a.attname, format_type(a.atttypid, a.atttypmod), (select collname from pg_collation l where l.oid = a.attcollation),
    not a.attnotnull, pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attgenerated, nullif(a.attacl, '{}'),
    col_description(a.attrelid, a.attnum), nullif(a.attstattarget, -1),
    a.attstorage, a.attcompression, a.attoptions)
  from pg_attribute a join pg_class c on c.oid = a.attrelid join ours on ours.oid = c.relnamespace
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm', 'c', 'f')
union all select format('relation %s kind=%s owner=%s acl=%s options=%s persistence=%s identity=%s rls=%s %s partition=%s bound=%s comment=%s',
    c.oid::regclass, c.relkind, c.relowner::regrole,
    (select string_agg(a::text, ',' order by a::text) from unnest(coalesce(c.relacl,
      acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner))) a), c.reloptions, c.relpersistence, c.relreplident,
    c.relrowsecurity, c.relforcerowsecurity, c.relispartition, pg_get_expr(c.relpartbound, c.oid),
    obj_description(c.oid, 'pg_class'))
  from pg_class c join ours on ours.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'S')
union all select format('view %s: %s', c.oid::regclass, pg_get_viewdef(c.oid))
  from pg_class c join ours on ours.oid = c.relnamespace
  where c.relkind in ('v', 'm') and c.oid not in (select objid from member)
union all select format('constraint %s %s %s', conrelid::regclass, case when contype <> 'n' then conname end, pg_get_constraintdef(k.oid))
  from pg_constraint k join ours on ours.oid = k.connamespace
union all select format('domain constraint %s %s', contypid::regtype, pg_get_constraintdef(k.oid))
  from pg_constraint k where contypid <> 0
union all select format('index %s valid=%s', pg_get_indexdef(i.indexrelid), i.indisvalid)
  from pg_index i join pg_class c on c.oid = i.indrelid join ours on ours.oid = c.relnamespace
union all select format('trigger %s enabled=%s', pg_get_triggerdef(t.oid), t.tgenabled)
  from pg_trigger t where not t.tgisinternal
union all select format('function %s acl=%s', pg_get_functiondef(p.oid), coalesce(p.proacl, acldefault('f', p.proowner)))
  from pg_proc p join ours on ours.oid = p.pronamespace where p.prokind <> 'a' and p.oid not in (select objid from member)
union all select format('sequence %s %s %s %s %s %s %s %s', s.seqrelid::regclass, s.seqtypid::regtype, s.seqincrement,
    s.seqmax, s.seqmin, s.seqstart, s.seqcache, s.seqcycle)
  from pg_sequence s
union all select format('sequence %s belongs to %s', d.objid::regclass, d.refobjid::regclass)
  from pg_depend d join pg_class c on c.oid = d.objid and c.relkind = 'S'
  where d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i') and d.refobjsubid > 0
union all select format('type %s %s %s', t.oid::regtype, t.typtype, (select string_agg(enumlabel, ',' order by enumsortorder)
    from pg_enum e where e.enumtypid = t.oid))
  from pg_type t join ours on ours.oid = t.typnamespace where t.typtype in ('e', 'd', 'r') and t.oid not in (select objid from member)
union all select format('domain %s base=%s null=%s default=%s', t.oid::regtype, t.typbasetype::regtype, not t.typnotnull, t.typdefault)
  from pg_type t join ours on ours.oid = t.typnamespace where t.typtype = 'd'
union all select format('policy %s %s %s %s %s %s', polrelid::regclass, polname, polcmd, polpermissive,
    pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) from pg_policy
union all select format('rule %s', pg_get_ruledef(r.oid)) from pg_rewrite r where r.rulename <> '_RETURN' and r.oid > 16384
union all select format('inherits %s %s', inhrelid::regclass, inhparent::regclass) from pg_inherits i
  join pg_class c on c.oid = i.inhrelid where c.relkind in ('r', 'p')
union all select format('extension %s %s', extname, extversion) from pg_extension
union all select format('publication %s %s %s %s', pubname, puballtables, pubinsert, pubupdate) from pg_publication
union all select format('published %s %s %s', prrelid::regclass, prattrs, pg_get_expr(prqual, prrelid)) from pg_publication_rel
union all select format('schema %s %s %s', n.nspname, n.nspowner::regrole, n.nspacl) from pg_namespace n join ours on ours.oid = n.oid
union all select format('default privileges %s %s', defaclobjtype, defaclacl) from pg_default_acl
union all select format('statistics %s', pg_get_statisticsobjdef(s.oid)) from pg_statistic_ext s
union all select format('event trigger %s', evtname) from pg_event_trigger
union all select format('role %s', rolname) from pg_roles where rolname like 'corpus\\_%'`;
