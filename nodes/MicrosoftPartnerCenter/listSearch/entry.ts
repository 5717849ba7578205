import type { INodeListSearchItems } from 'n8n-workflow';

import { simplified } from '../../shared/referral/outputFormats';
import type { Referral } from '../../shared/referral/referral';
import { wordOf } from '../../shared/values/sameWord';

/** How many characters of an entry are visible in the list when the editor has its usual width. */
const WIDTH = 50;

/** The least that remains of a name, and the most that is shown of a customer. */
const MIN_NAME = 14;
const MAX_CUSTOMER = 16;

/**
 * n8n stores the text of the chosen entry as the parameter's label and never renews it. These spaces are shown as one in
 * the list, but in full in the field, where they move what becomes outdated out of sight.
 */
const OUT_OF_SIGHT = ' '.repeat(120);

const SEPARATOR = ' | ';

/** `Learning pla… | Example School | New | 8000 EUR`: what is long is shortened, so that the rest is visible. */
export function entryOf(referral: Referral): INodeListSearchItems {
	const { id, name, customer, status, value } = textsOf(referral);
	const shortCustomer = shortened(customer, MAX_CUSTOMER);
	const changing = [shortStatus(referral) ?? status, value].filter(Boolean).join(SEPARATOR);
	const rest = [shortCustomer, changing].filter(Boolean).join(SEPARATOR);
	const shortName = shortened(name, Math.max(MIN_NAME, WIDTH - rest.length - SEPARATOR.length));
	const lasting = [shortName, shortCustomer].filter(Boolean).join(SEPARATOR);
	const entry = [lasting, changing].filter(Boolean).join(OUT_OF_SIGHT + SEPARATOR);
	return { name: entry || id, value: id };
}

/** Whether a referral has this text in what the list shows of it, before it is shortened, or in its ID. */
export function contains(referral: Referral, filter: string): boolean {
	const text = Object.values(textsOf(referral)).join(SEPARATOR);
	return text.toLowerCase().includes(filter.trim().toLowerCase());
}

function textsOf(referral: Referral) {
	const { id, name, customerName, status, substatus, dealValue, currency } = simplified(referral);
	const text = (...parts: unknown[]) => parts.map(wordOf).filter(Boolean).join(' ');
	return {
		name: text(name),
		customer: text(customerName),
		status: [status, substatus].map(wordOf).filter(Boolean).join(': '),
		value: dealValue === null ? '' : text(dealValue, currency),
		id: text(id),
	};
}

/** How a closed referral ended; for any other referral, its status. */
function shortStatus({ status, substatus }: Referral): string | undefined {
	const word = status === 'Closed' ? substatus : status;
	return typeof word === 'string' ? word : undefined;
}

function shortened(text: string, length: number): string {
	return text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text;
}
