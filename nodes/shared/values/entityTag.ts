import { trimmed } from './invisible';
import { mustBe } from './parameterError';
import type { Reader } from './reader';

const QUOTED = /^(?:W\/)?"[\x21\x23-\x7e]{1,200}"$/;
const UNQUOTED = /^(W\/)?([\x21\x23-\x7e]{1,200})$/;
/** The texts that an expression leaves if it found nothing, and links: none of them is an eTag. */
const NOT_A_TAG = /^(?:\*|undefined|null|NaN|https?:.*)$/i;

/**
 * One entity tag (RFC 9110, section 8.8.3), verbatim; dropped quotes are restored. Lists and `*` are
 * rejected, because they would match states other than the one that was read.
 */
export const entityTag: Reader<string> = (value, { parameter }) => {
	const tag = trimmed(value);
	if (typeof tag === 'string' && !NOT_A_TAG.test(tag)) {
		if (QUOTED.test(tag)) return tag;
		const unquoted = UNQUOTED.exec(tag);
		if (unquoted) return `${unquoted[1] ?? ''}"${unquoted[2]}"`;
	}
	throw mustBe(
		parameter,
		'the eTag of one state of the referral, such as "2500ec5a-0000-0000-0000-5f0f3c1d0000"',
		value,
		'Every referral that this node outputs contains its eTag in the field "eTag". Read the referral first and use {{ $json.eTag }}, or turn off "Only If Unchanged (If-Match)".',
	);
};
