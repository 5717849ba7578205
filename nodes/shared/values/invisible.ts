/**
 * White space, and characters of no width, such as U+200B and a byte order mark: they come along when a value
 * is copied from a page or a sheet.
 */
const INVISIBLE = String.raw`[\s\x85\u2800\p{Default_Ignorable_Code_Point}]`;
const AROUND = new RegExp(`^${INVISIBLE}+|${INVISIBLE}+$`, 'gu');
const ONLY = new RegExp(`^${INVISIBLE}*$`, 'u');
const ESCAPED = new RegExp(
	String.raw`(?! )[\p{C}\p{Z}\x85\u2800\p{Default_Ignorable_Code_Point}]`,
	'gu',
);

/** The text without invisible characters around it. Any other value is returned unchanged. */
export function trimmed<T>(value: T): T {
	return typeof value === 'string' ? (value.replace(AROUND, '') as T & string) : value;
}

/** Whether a text contains nothing visible. */
export function isBlank(text: string): boolean {
	return ONLY.test(text);
}

/** The text in quotes, for a message; invisible characters are shown as escapes, such as \u200b. */
export function quoted(text: string): string {
	return JSON.stringify(text).replace(ESCAPED, (character) => {
		const code = character.codePointAt(0)!.toString(16);
		return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
	});
}
