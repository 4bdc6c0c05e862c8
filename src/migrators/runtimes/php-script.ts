import { MARK } from "./probe-output.ts";

/**
 * What listings of PHP tools share, for PHP 7.2 and later: files are split into tokens and none is run. `answer($value)`
 * prints it as marked JSON and ends the process; `plain($text)`: its tokens without blanks and comments;
 * `bodyOf($tokens, $name)`: the tokens of the first such method's body, or null; `parentOf($tokens)`: what the first
 * class extends, or null; `judged($body)`: what a down's body does.
 */
export const PHP_SCRIPT: string = String.raw`
function answer($value) {
    $text = json_encode($value, JSON_INVALID_UTF8_SUBSTITUTE);
    $parts = array_map(function ($part) { return '${MARK}part ' . $part . "\n"; }, str_split($text, 8000));
    fwrite(STDOUT, "\n" . implode('', $parts) . '${MARK}end' . "\n");
    exit(0);
}
function plain($text) {
    $skipped = [T_WHITESPACE, T_COMMENT, T_DOC_COMMENT, T_OPEN_TAG, T_INLINE_HTML];
    $kept = [];
    foreach (token_get_all(preg_replace('/^\xEF\xBB\xBF/', '', $text)) as $token) {
        if (!is_array($token)) $kept[] = [null, $token];
        elseif (!in_array($token[0], $skipped, true)) $kept[] = $token;
    }
    return $kept;
}
function closing($tokens, $at) {
    $depth = 0;
    $opening = [T_CURLY_OPEN, T_DOLLAR_OPEN_CURLY_BRACES];
    for ($end = $at; $end < count($tokens); $end++) {
        if ($tokens[$end][1] === '{' && $tokens[$end][0] === null || in_array($tokens[$end][0], $opening, true)) $depth++;
        if ($tokens[$end][1] === '}' && $tokens[$end][0] === null && --$depth === 0) return $end;
    }
    return count($tokens);
}
function bodyOf($tokens, $name) {
    for ($at = 0; $at + 1 < count($tokens); $at++) {
        if ($tokens[$at][0] !== T_FUNCTION || strtolower($tokens[$at + 1][1]) !== $name) continue;
        while ($at < count($tokens) && $tokens[$at][1] !== '{') $at++;
        return array_slice($tokens, $at + 1, closing($tokens, $at) - $at - 1);
    }
    return null;
}
function parentOf($tokens) {
    foreach ($tokens as $at => $token) {
        if ($token[0] === T_EXTENDS) {
            $name = '';
            for ($next = $at + 1; $next < count($tokens) && $tokens[$next][1] !== '{'; $next++) {
                if ($tokens[$next][0] === T_IMPLEMENTS) break;
                $name .= $tokens[$next][1];
            }
            return $name;
        }
    }
    return null;
}
function isNothing($tokens) {
    $text = strtolower(implode('', array_map(function ($token) { return $token[1]; }, $tokens)));
    return preg_match('/^(;|return(null|true|false)?;)*$/', $text) === 1;
}
function judged($body) {
    if (isNothing($body)) return ['kind' => 'absent', 'because' => 'its down is empty'];
    if ($body[0][0] !== T_THROW) return ['kind' => 'code'];
    $texts = array_values(array_filter($body, function ($token) { return $token[0] === T_CONSTANT_ENCAPSED_STRING; }));
    $message = $texts ? ': ' . substr(trim($texts[0][1], '\'"'), 0, 200) : '';
    return ['kind' => 'refused', 'because' => 'its down only throws' . $message];
}
`;
