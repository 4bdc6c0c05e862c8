/** Python. `settings_file()`: where alembic's own commands would find theirs, or None; `config_in(file)`: its settings. */
export const ALEMBIC_SETTINGS_SCRIPT: string = String.raw`
import os, re
def settings_file():
    told = os.environ.get('ALEMBIC_CONFIG') or 'alembic.ini'
    if os.path.isfile(told):
        return told
    if os.path.isfile('pyproject.toml'):
        with open('pyproject.toml', encoding='utf-8') as opened:
            if re.search(r'^\[tool\.alembic\]', opened.read(), re.M):
                return 'pyproject.toml'
    return None
def config_in(settings):
    from alembic.config import Config
    return Config(toml_file=settings) if settings.endswith('.toml') else Config(settings)
`;
