export interface Token {
	kind: 'string' | 'number' | 'instant' | 'name' | 'symbol' | 'end';
	text: string;
	at: number;
}

const patterns: Record<Exclude<Token['kind'], 'end'>, RegExp> = {
	string: /'(?:[^']|'')*'/y,
	instant: /\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?(?![\w:.-])/y,
	number: /-?\d+(?:\.\d+)?(?![\w:.-])/y,
	name: /[A-Za-z_]\w*(?![\w.-])/y,
	symbol: /[()/:]/y,
};

/** The words of a $filter, with an `end` after the last one. */
export function tokens(text: string, mistake: (at: number) => Error): Token[] {
	const found: Token[] = [];
	let at = 0;
	for (;;) {
		at += /^\s*/.exec(text.slice(at))?.[0].length ?? 0;
		if (at === text.length) return [...found, { kind: 'end', text: '', at }];
		const token = tokenAt(text, at);
		if (token === undefined) throw mistake(at);
		found.push(token);
		at += token.text.length;
	}
}

function tokenAt(text: string, at: number): Token | undefined {
	for (const [kind, pattern] of Object.entries(patterns)) {
		pattern.lastIndex = at;
		const match = pattern.exec(text);
		if (match !== null) return { kind: kind as Token['kind'], text: match[0], at };
	}
	return undefined;
}
