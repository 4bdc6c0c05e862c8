import type { ImageListing, Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { pythonListing } from "../runtimes/python-listing.ts";
import { DJANGO_FILES_SCRIPT } from "./files-script.ts";
import { DJANGO_SETTINGS_SCRIPT } from "./settings-script.ts";

/**
 * Lists the migrations of every installed app with what they need. Django's own MigrationLoader says which there are
 * where the application's settings load without its environment; else, and in a directory that was named (an app's
 * migrations, or a tree with apps), the files are read without running them.
 */
export function djangoListing(toolSettings: ToolSettings): Probe<ImageListing> {
  const script = `${DJANGO_FILES_SCRIPT}${DJANGO_LISTING_SCRIPT}`;
  return pythonListing({ tool: "Django", lacking: "no manage.py and no DJANGO_SETTINGS_MODULE", script }, toolSettings);
}

/**
 * django/db/migrations/loader.py and executor.py. `migrate app name` takes back every child of `name` in that app, and
 * `zero` every root: `previous` is a place with this migration as its only child, and is left out when there is none.
 * A squashed migration stands for those it replaces, so that neither can be taken back without the other.
 */
export const DJANGO_LISTING_SCRIPT: string = String.raw`${DJANGO_SETTINGS_SCRIPT}
def way_of(operation):
    from django.db.migrations.operations import RunPython, RunSQL
    if not operation.reversible:
        return type(operation).__name__
    if isinstance(operation, RunPython) and operation.reverse_code is RunPython.noop:
        return 'nothing'
    return 'nothing' if isinstance(operation, RunSQL) and operation.reverse_sql in ('', [], ()) else 'code'
def ways_of(operations):
    for operation in operations:
        inner = getattr(operation, 'database_operations', None)
        for way in [way_of(operation)] if inner is None else ways_of(inner):
            yield way
def by_django(module):
    os.environ['DJANGO_SETTINGS_MODULE'] = module
    import django
    django.setup()
    from django.db.migrations.loader import MigrationLoader
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    return {
        key: {
            'dependencies': [tuple(pair) for pair in migration.dependencies],
            'run_before': [tuple(pair) for pair in migration.run_before],
            'replaces': [tuple(pair) for pair in migration.replaces],
            'reversed': list(ways_of(migration.operations)),
        }
        for key, migration in loader.disk_migrations.items()
    }
def resolved(disk, squashed, app, pair):
    first = [key for key in sorted(disk) if key[0] == pair[0]]
    roots = [key for key in first if not any(need[0] == key[0] for need in disk[key]['dependencies'])]
    if pair[1] == '__first__':
        return roots[0] if roots and pair[0] != app else None
    if pair[1] == '__latest__':
        return first[-1] if first else None
    return pair if pair in disk else squashed.get(pair)
def needs_in(disk, squashed):
    needs = {key: [] for key in disk}
    for key, one in disk.items():
        for pair in one['dependencies']:
            needs[key].append(resolved(disk, squashed, key[0], pair))
        for pair in one['run_before']:
            later = resolved(disk, squashed, None, pair)
            if later in needs:
                needs[later].append(key)
    return {key: sorted(set(need for need in found if need)) for key, found in needs.items()}
def down_of(key, one, squashed, alone):
    if key in squashed:
        return {'kind': 'refused', 'because': 'it is replaced by %s.%s, which stands for several' % squashed[key]}
    if one['replaces']:
        names = ', '.join('.'.join(pair) for pair in one['replaces'])
        return {'kind': 'refused', 'because': 'it stands for %s, which would go with it' % names}
    stuck = [way for way in one['reversed'] if way not in ('code', 'nothing')]
    if stuck:
        return {'kind': 'refused', 'because': 'Django cannot reverse its %s' % stuck[0]}
    if one['reversed'] and all(way == 'nothing' for way in one['reversed']):
        return {'kind': 'absent', 'because': 'reversed, it does nothing'}
    if not alone:
        return {'kind': 'refused', 'because': 'Django takes it back only together with others of its app'}
    return {'kind': 'code'}
def places_in(disk, squashed, needs):
    children = {}
    own = {}
    for key in disk:
        if key in squashed:
            continue
        inside = [squashed.get(need, need) for need in needs[key] if need[0] == key[0]]
        own[key] = inside or [(key[0], None)]
        for place in own[key]:
            children.setdefault(place, []).append(key)
    return {key: [place for place in places if children[place] == [key]] for key, places in own.items()}
def files_from(disk):
    squashed = {pair: key for key, one in disk.items() for pair in one['replaces']}
    needs = needs_in(disk, squashed)
    places = places_in(disk, squashed, needs)
    files = []
    for key, one in disk.items():
        place = places.get(key, [])
        file = {
            'name': key[0] + '/' + key[1] + '.py', 'recordedAs': '.'.join(key),
            'needs': ['.'.join(need) for need in needs[key]], 'down': down_of(key, one, squashed, place),
        }
        if place:
            file['previous'] = None if place[0][1] is None else '.'.join(place[0])
        files.append(file)
    for key in sorted(set(squashed) - set(disk)):
        down = {'kind': 'refused', 'because': 'its file is gone: it is replaced by %s.%s' % squashed[key]}
        name = '/'.join(squashed[key]) + '.py'
        files.append({'name': name, 'recordedAs': '.'.join(key), 'needs': [], 'down': down})
    return in_order(files)
def disk_of(told):
    if told is not None:
        directory = os.path.abspath(told)
        apps = one_app(directory) if os.path.basename(directory) == 'migrations' else apps_in(directory)
        return by_files(apps), directory, {}
    module = settings_module()
    try:
        if module is not None:
            return by_django(module), os.getcwd(), {}
        reason = 'manage.py names no settings'
    except (Exception, SystemExit) as error:
        reason = '%s did not load here (%s: %s)' % (module, type(error).__name__, str(error).split('\n')[0][:200])
    tree = settings_tree(module)
    apps = dict(installed_elsewhere(tree) + apps_in(os.getcwd()))
    return by_files(apps.items(), tree), os.getcwd(), {'note': reason + ', so only files were read'}
def look(told):
    if told is not None and not os.path.isdir(told):
        return {'kind': 'no-directory', 'looked': os.path.abspath(told)}
    if told is None and not os.path.isfile('manage.py') and not os.environ.get('DJANGO_SETTINGS_MODULE'):
        return {'kind': 'not-here', 'looked': os.getcwd()}
    disk, directory, settings = disk_of(told)
    return {'kind': 'listing', 'listing': {'directory': directory, 'files': files_from(disk), 'settings': settings}}
`;
