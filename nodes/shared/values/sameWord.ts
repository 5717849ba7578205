/**
 * Whether a value of the service is this word: a code, an ID or an email address, which are case-insensitive. The service
 * may return a number for an ID. A list or an object is no word, not even an object that could be converted to one.
 */
export function isSameWord(value: unknown, word: string): boolean {
	return wordOf(value)?.toLowerCase() === word.toLowerCase();
}

/** The word that a value of the service is; undefined if it is none. */
export function wordOf(value: unknown): string | undefined {
	return ['string', 'number', 'boolean'].includes(typeof value) ? String(value).trim() : undefined;
}
