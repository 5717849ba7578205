import { allOf, anyOf, equals } from '../../../shared/api/odata';
import type { Clause } from '../../../shared/api/odata';
import type { ReferralKey } from '../../routing/requestPlan';

/** The longest URL that every service and proxy accepts, in characters. */
const MAX_URL_LENGTH = 2_000;

/** What the URL contains in addition to the filter: address, path, the order and the names of options, with a margin. */
const REST_OF_URL = 300;

/** The filters that find the referrals with these keys, as few as possible. @param others further filters */
export function filtersFor(keys: ReferralKey[], others?: Clause): Clause[] {
	const available = MAX_URL_LENGTH - REST_OF_URL - encodedLength(others ?? '');
	const groups: Clause[][] = [];
	let length = Infinity;
	for (const { field, value } of keys) {
		const clause = equals(field, value);
		const added = encodedLength(` or ${clause}`);
		if (length + added > available) {
			groups.push([]);
			length = 0;
		}
		groups.at(-1)!.push(clause);
		length += added;
	}
	return groups.map((clauses) => allOf([anyOf(clauses), ...(others ? [others] : [])])!);
}

/** Some HTTP clients encode quotes, too. */
function encodedLength(text: string): number {
	return encodeURIComponent(text).replaceAll("'", '%27').length;
}
