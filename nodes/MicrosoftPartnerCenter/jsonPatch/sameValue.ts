import { isContainer, memberIgnoringCase } from '../../shared/referral/pointer';

/**
 * Whether the service shows the value that was sent. It returns numbers for numeric texts, rewrites dates and
 * line endings, adds IDs and empty members to rows, and ignores the case of email addresses.
 */
export function isShownBy(sent: unknown, shown: unknown): boolean {
	if (isEmpty(sent) && isEmpty(shown)) return true;
	if (typeof sent === 'number' || typeof shown === 'number') {
		return !isEmpty(sent) && !isEmpty(shown) && Number(sent) === Number(shown);
	}
	if (typeof sent === 'string' && typeof shown === 'string') {
		return normalized(sent) === normalized(shown) || isSameInstant(sent, shown);
	}
	if (Array.isArray(sent) && Array.isArray(shown)) return isListShownBy(sent, shown);
	if (isContainer(sent) && isContainer(shown)) {
		return Object.keys(sent).every((key) => {
			const value = memberIgnoringCase(shown, key);
			return key === 'email' ? isSameText(sent.email, value) : isShownBy(sent[key], value);
		});
	}
	return sent === shown;
}

/** Whether two readings show exactly the same. */
export function isEqual(one: unknown, other: unknown): boolean {
	if (!isContainer(one) || !isContainer(other)) return one === other;
	const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
	return [...keys].every((key) => isEqual(one[key], other[key]));
}

/**
 * What identifies a row in its list: a person's email address, or the ID of a solution or a registration. Both
 * are case-insensitive. Undefined if the row has neither.
 */
export function identityOf(row: unknown): string | undefined {
	if (!isContainer(row)) return undefined;
	const [email, id] = ['email', 'id'].map((name) => memberIgnoringCase(row, name));
	if (typeof email === 'string' && email !== '') return `email ${email.toLowerCase()}`;
	if (typeof id === 'string' && id !== '') return `id ${id.toLowerCase()}`;
	return undefined;
}

/** Rows with an identity may be in any order. */
function isListShownBy(sent: unknown[], shown: unknown[]): boolean {
	if (sent.length !== shown.length) return false;
	const rowFor = (row: unknown, index: number) => {
		const identity = identityOf(row);
		return identity === undefined
			? shown[index]
			: shown.find((one) => identityOf(one) === identity);
	};
	return sent.every((row, index) => isShownBy(row, rowFor(row, index)));
}

function isSameText(one: unknown, other: unknown): boolean {
	return String(one).toLowerCase() === String(other).toLowerCase();
}

function normalized(text: string): string {
	return text.replace(/\r\n?/g, '\n').trim();
}

const DATE_AND_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

function isSameInstant(one: string, other: string): boolean {
	return (
		DATE_AND_TIME.test(one) && DATE_AND_TIME.test(other) && Date.parse(one) === Date.parse(other)
	);
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}
