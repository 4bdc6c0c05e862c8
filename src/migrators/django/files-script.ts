/**
 * Reads the migrations without running any of them, where the application's settings do not load without its
 * environment: `by_files(directories)` for pairs of an app's label and its migrations' directory; `one_app(directory)`
 * and `apps_in(directory)` find such pairs. What runs at import only, such as a computed dependency, is not seen.
 */
export const DJANGO_FILES_SCRIPT: string = String.raw`
import importlib.util
SKIPPED = ('node_modules', 'site-packages', 'dist-packages', 'venv', 'env', '__pycache__')
def label_of(package):
    config = os.path.join(package, 'apps.py')
    for node in ast.walk(parsed(config)) if os.path.isfile(config) else []:
        if isinstance(node, ast.ClassDef) and 'label' in assigned(node):
            return value_of(assigned(node)['label'])
    return os.path.basename(package)
def one_app(directory):
    return [(label_of(os.path.dirname(directory)), directory)]
def apps_in(root):
    found = []
    for directory, inner, names in os.walk(root):
        inner[:] = sorted(name for name in inner if not name.startswith('.') and name not in SKIPPED)
        if os.path.basename(directory) == 'migrations' and '__init__.py' in names:
            found += one_app(directory)
    return found
def settings_tree(module):
    path = module and os.path.join(*module.split('.'))
    files = [path + '.py', os.path.join(path, '__init__.py')] if path else []
    return next((parsed(file) for file in files if os.path.isfile(file)), None)
def installed_elsewhere(tree):
    lists = [node for name, node in assigned(tree).items() if name.endswith('_APPS')] if tree else []
    names = [getattr(inner, 'value', getattr(inner, 's', None)) for node in lists for inner in ast.walk(node)]
    found = []
    for name in [name for name in names if isinstance(name, str) and name]:
        package = name.split('.apps.')[0].split('.')
        spec = importlib.util.find_spec(package[0])
        for root in (spec.submodule_search_locations or []) if spec else []:
            directory = os.path.join(root, *(package[1:] + ['migrations']))
            if os.path.isdir(directory):
                found += one_app(directory)
    return found
def keyword(call, position, name):
    words = [word.value for word in call.keywords if word.arg == name]
    return words[0] if words else call.args[position] if len(call.args) > position else None
def name_of(node):
    return getattr(node, 'attr', getattr(node, 'id', None))
def flat(node):
    for call in getattr(node, 'elts', []):
        if isinstance(call, ast.Call) and name_of(call.func) == 'SeparateDatabaseAndState':
            for inner in flat(keyword(call, 0, 'database_operations')):
                yield inner
        else:
            yield call
def reversed_by(call):
    if not isinstance(call, ast.Call) or name_of(call.func) not in ('RunPython', 'RunSQL'):
        return 'code'
    way = keyword(call, 1, 'reverse_code' if name_of(call.func) == 'RunPython' else 'reverse_sql')
    if way is None or (is_constant(way) and value_of(way) is None):
        return name_of(call.func)
    return 'nothing' if name_of(way) == 'noop' or (is_constant(way) and value_of(way) == '') else 'code'
def pair_of(node, user_model):
    if isinstance(node, ast.Call) and name_of(node.func) == 'swappable_dependency':
        return (user_model.split('.')[0].lower(), '__first__')
    try:
        return tuple(value_of(node))
    except ValueError:
        raise Failed('a dependency is not written plainly: %s' % ast.dump(node)[:80])
def by_files(apps, tree=None):
    model = assigned(tree).get('AUTH_USER_MODEL') if tree else None
    user_model = value_of(model) if is_constant(model) and model is not None else 'auth.User'
    disk = {}
    for label, directory in apps:
        for file in sorted(os.listdir(directory)):
            if not file.endswith('.py') or file[0] in '_~.':
                continue
            body = parsed(os.path.join(directory, file)).body
            classes = [node for node in body if isinstance(node, ast.ClassDef) and node.name == 'Migration']
            for values in map(assigned, classes):
                pairs = lambda key: [pair_of(node, user_model) for node in getattr(values.get(key), 'elts', [])]
                disk[(label, file[:-3])] = {
                    'dependencies': pairs('dependencies'), 'run_before': pairs('run_before'),
                    'replaces': pairs('replaces'),
                    'reversed': [reversed_by(call) for call in flat(values.get('operations'))],
                }
    return disk
`;
