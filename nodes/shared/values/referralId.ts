import { mustBe } from './parameterError';
import type { Reader } from './reader';

const ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/;
const LINK = /^https?:\/\/[^\s?#\\@/]+\/[^\s?#\\@]+$/i;
/** What a template returns if its expression found nothing. */
const NOT_AN_ID = /^(?:undefined|null|nan)$/i;

/**
 * A referral's ID, from the bare ID or from any link that ends in it: the portal page,
 * `links.self.uri`, a webhook's `ResourceUri`. Only the link's last segment is used, never its host.
 */
export const referralId: Reader<string> = (value, { parameter }) => {
	const id = typeof value === 'string' ? (LINK.test(value) ? lastSegmentOf(value) : value) : '';
	if (!ID.test(id) || NOT_AN_ID.test(id)) {
		throw mustBe(
			parameter,
			'the id of a referral, or a link that ends in one, without spaces, "?" or "#"',
			value,
			'Use the field "id" of a referral, such as {{ $json.id }}, or the address of its page in Partner Center.',
		);
	}
	return id;
};

/** The last segment of a link, if it is an ID: the name of a collection contains no digit. */
function lastSegmentOf(link: string): string {
	const last = link.replace(/\/$/, '').split('/').at(-1) ?? '';
	return /\d/.test(last) ? last : '';
}
