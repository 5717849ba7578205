import { trimmed } from './invisible';

/**
 * Whether a text contains another one, regardless of case, of the kind and amount of white space, of characters of no
 * width, and of how Unicode writes a character. False if it is no text.
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
