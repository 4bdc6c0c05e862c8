import type { ImageListing, Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { pythonListing } from "../runtimes/python-listing.ts";
import { ALEMBIC_SETTINGS_SCRIPT } from "./settings-script.ts";

/**
 * Lists the revisions with what they need. Without a directory, alembic's own ScriptDirectory says which there are, as
 * in its commands; where a revision or alembic itself does not load, and in a directory that was named, the files are
 * read without running them. The listing's `settings`: `table`, where env.py names one plainly.
 */
export function alembicListing(toolSettings: ToolSettings): Probe<ImageListing> {
  return pythonListing(
    { tool: "alembic", lacking: "no alembic.ini or pyproject.toml with alembic's", script: ALEMBIC_LISTING_SCRIPT },
    toolSettings,
  );
}

/**
 * alembic/script/base.py (from_config, Script) and alembic/script/revision.py, where a revision that is there twice is
 * but a warning. `previous` is the last in order of the revisions in `down_revision` (a merge that does nothing has
 * nothing to take back but its row): going back to it takes nothing along from the other lines that a merge joined.
 */
export const ALEMBIC_LISTING_SCRIPT: string = String.raw`${ALEMBIC_SETTINGS_SCRIPT}
import configparser, warnings
def listed(value):
    return [] if value is None else [value] if isinstance(value, str) else list(value)
def does_nothing(tree, name):
    return not any(effective(node.body) for node in tree.body if getattr(node, 'name', None) == name)
def file_of(path, revision, downs, depends):
    tree = parsed(path)
    function = next((node for node in tree.body if getattr(node, 'name', None) == 'downgrade'), None)
    down = judged(function.body) if function else {'kind': 'absent', 'because': 'it has no downgrade function'}
    if len(downs) > 1 and down['kind'] == 'absent' and does_nothing(tree, 'upgrade'):
        down = {'kind': 'code'}
    needs = downs + [name for name in depends if name not in downs]
    return {'name': os.path.basename(path), 'recordedAs': revision, 'needs': needs, 'downs': downs, 'down': down}
def by_alembic(settings):
    from alembic.script import ScriptDirectory
    scripts = ScriptDirectory.from_config(config_in(settings))
    names = lambda value: [script.revision for one in listed(value) for script in scripts.get_revisions(one)]
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter('always')
        found = [
            file_of(script.path, script.revision, names(script.down_revision), names(script.dependencies))
            for script in scripts.walk_revisions()
        ]
    for one in said:
        if 'present more than once' in str(one.message):
            raise Failed(str(one.message))
    return found, os.path.abspath(scripts.dir)
def plainly(values, key, path):
    try:
        return value_of(values[key]) if key in values else None
    except ValueError:
        raise Failed('%s in %s is not written plainly' % (key, path))
def identifier(revision, path):
    if not isinstance(revision, str) or not revision:
        raise Failed('%s declares no revision, so that alembic refuses it' % path)
    if any(character in revision for character in '@-+'):
        raise Failed('the revision %s in %s has a character that alembic refuses' % (revision, path))
    return revision
def by_files(directories):
    found = []
    for directory in directories:
        for name in sorted(os.listdir(directory)):
            path = os.path.join(directory, name)
            if not name.endswith('.py') or name.startswith(('.', '__')) or not os.path.isfile(path):
                continue
            values = assigned(parsed(path))
            revision = identifier(plainly(values, 'revision', path), path)
            downs, depends = (listed(plainly(values, key, path)) for key in ('down_revision', 'depends_on'))
            found.append(file_of(path, revision, downs, depends))
    names = {one['recordedAs'] for one in found}
    return [whole(one, names) for one in found]
def whole(one, names):
    def full(need):
        fitting = [need] if need in names else [name for name in names if name.startswith(need)]
        if len(fitting) != 1:
            raise Failed('%s rests on %s, which is no revision in these files' % (one['name'], need))
        return fitting[0]
    return dict(one, needs=[full(need) for need in one['needs']], downs=[full(down) for down in one['downs']])
def read_plainly(settings):
    here = os.path.dirname(os.path.abspath(settings))
    if settings.endswith('.toml'):
        import tomllib
        with open(settings, 'rb') as opened:
            section = tomllib.load(opened)['tool']['alembic']
    else:
        ini = configparser.RawConfigParser()
        ini.read(settings, encoding='utf-8-sig')
        section = dict(ini.items('alembic'))
    location = section.get('script_location', '').replace('%(here)s', here)
    if not os.path.isdir(location) or section.get('version_locations'):
        raise Failed('%s does not say plainly where the revisions are' % settings)
    return location
def versions_in(directory):
    inner = os.path.join(directory, 'versions')
    return inner if os.path.isdir(inner) else directory
def table_in(directory):
    path = next((path for path in (os.path.join(directory, 'env.py'), os.path.join(directory, '..', 'env.py'))
        if os.path.isfile(path)), None)
    words = {}
    for node in ast.walk(parsed(path)) if path else []:
        for word in getattr(node, 'keywords', []):
            if word.arg in ('version_table', 'version_table_schema') and is_constant(word.value):
                words[word.arg] = value_of(word.value)
    if not any(words.values()):
        return None
    table = words.get('version_table') or 'alembic_version'
    return words['version_table_schema'] + '.' + table if words.get('version_table_schema') else table
def look(told):
    if told is not None and not os.path.isdir(told):
        return {'kind': 'no-directory', 'looked': os.path.abspath(told)}
    if told is not None:
        found, directory = by_files([versions_in(os.path.abspath(told))]), os.path.abspath(told)
    else:
        settings = settings_file()
        if settings is None:
            return {'kind': 'not-here', 'looked': os.getcwd()}
        try:
            found, directory = by_alembic(settings)
        except Failed:
            raise
        except (Exception, SystemExit):
            directory = os.path.abspath(read_plainly(settings))
            found = by_files([versions_in(directory)])
    files = in_order(found)
    position = {one['recordedAs']: at for at, one in enumerate(files)}
    for one in files:
        one['previous'] = max(one.pop('downs'), key=position.get, default=None)
    table = table_in(directory)
    settings = {} if table is None else {'table': table}
    return {'kind': 'listing', 'listing': {'directory': directory, 'files': files, 'settings': settings}}
`;
