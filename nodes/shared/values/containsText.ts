import { trimmed } from './invisible';

/**
 * Whether a text contains another one. Case, the kind and amount of white space, zero-width characters and the Unicode
 * form of a character don't matter. False if the value is not text.
 */
export function containsText(text: unknown, part: string): boolean {
	return typeof text === 'string' && comparable(text).includes(comparable(part));
}

/** Upper case first: some letters have several lower-case forms, and "ß" is "SS". */
function comparable(text: string): string {
	return trimmed(text)
		.normalize('NFKC')
		.replace(/\p{Default_Ignorable_Code_Point}/gu, '')
		.replace(/[\s\x85\u2800]+/g, ' ')
		.trim()
		.toUpperCase()
		.toLowerCase()
		.normalize('NFKC');
}
