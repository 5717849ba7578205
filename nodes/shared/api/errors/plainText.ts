/** Tags within a sentence; any other ends one. */
const INLINE_TAG =
	/<\/?(?:a|abbr|b|big|code|em|font|i|kbd|q|s|small|span|strong|sub|sup|tt|u)\b[^<>]*>/gi;

const INVISIBLE = /<!--[\s\S]*?-->|<(script|style|svg)\b[\s\S]*?<\/\1\s*>/gi;

const ENTITIES: Record<string, string> = {
	amp: '&',
	apos: "'",
	gt: '>',
	lt: '<',
	nbsp: ' ',
	quot: '"',
};

/** The words of a page in HTML or XML, beginning with its title, each sentence once. */
export function plainText(markup: string): string {
	const blocks = markup
		.replace(INVISIBLE, '\n')
		.replace(INLINE_TAG, '')
		.replace(/<!\[CDATA\[|\]\]>/g, '')
		.replace(/<[^<>]*>?/g, '\n')
		.split('\n')
		.map((block) => withoutEntities(block).replace(/\s+/g, ' ').trim());
	return sentences(blocks);
}

/** The texts as one, each with punctuation at its end. A text that another contains is left out. */
export function sentences(texts: string[]): string {
	const said: string[] = [];
	for (const text of texts) {
		if (text && !said.some((other) => other.includes(text))) said.push(text);
	}
	return said.map(sentence).join(' ');
}

export function sentence(text: string): string {
	return text === '' || /[.!?…:]["')\]]?$/.test(text) ? text : `${text}.`;
}

function withoutEntities(text: string): string {
	return text.replace(
		/&(?:#(\d{1,6})|#x([\da-f]{1,5})|([a-z]+));/gi,
		(entity, decimal, hex, name) => {
			const point = decimal ? Number(decimal) : parseInt(hex as string, 16);
			if (name) return ENTITIES[(name as string).toLowerCase()] ?? entity;
			return point <= 0x10ffff ? String.fromCodePoint(point) : entity;
		},
	);
}
