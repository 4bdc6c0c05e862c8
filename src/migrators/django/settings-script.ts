/** Python. `settings_module()`: what DJANGO_SETTINGS_MODULE says, else manage.py, else None. */
export const DJANGO_SETTINGS_SCRIPT: string = String.raw`
import os, re
def settings_module():
    told = os.environ.get('DJANGO_SETTINGS_MODULE')
    if told or not os.path.isfile('manage.py'):
        return told
    with open('manage.py', encoding='utf-8-sig') as opened:
        found = re.search(r'DJANGO_SETTINGS_MODULE[\'"]\s*,\s*[\'"]([\w.]+)[\'"]', opened.read())
    return found.group(1) if found else None
`;
