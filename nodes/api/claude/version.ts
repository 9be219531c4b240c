/**
 * What a request in Claude's own form carries besides the key: the version of the interface (AIGC2D
 * documents `2023-06-01`). It also makes the credential sign with `x-api-key` in place of a bearer token.
 */
export const claudeHeaders = { 'anthropic-version': '2023-06-01' } as const;
