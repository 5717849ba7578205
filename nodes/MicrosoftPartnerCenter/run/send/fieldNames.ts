import { parentOf } from '../../../shared/referral/pointer';
import { REFERRAL_FIELDS } from '../../fields/referralFields';
import { REFERRAL_LISTS } from '../../fields/referralLists';
import type { PatchDocument } from '../../jsonPatch/patchDocument';

/** The labels of a referral's fields, by their pointers in lower case. */
const LABELS = new Map<string, string>([
	...Object.values(REFERRAL_FIELDS).map(
		({ pointer, property }) => [pointer.toLowerCase(), property.displayName] as const,
	),
	...Object.values(REFERRAL_LISTS).map(
		({ pointer, displayName }) => [pointer.toLowerCase(), displayName] as const,
	),
	['/status', 'Status'],
	['/substatus', 'Status'],
	['/registrations', 'Deal Registrations'],
]);

/** The fields that a document writes, for a message: `Notes (/details/notes), Status (/status, /substatus)`. */
export function fieldNames(document: PatchDocument): string {
	const pointers = new Map<string | undefined, Set<string>>();
	for (const { path } of document) {
		const pointer = path.replace(/\/-$/, '');
		const label = labelOf(pointer);
		pointers.set(label, (pointers.get(label) ?? new Set()).add(pointer));
	}
	return Array.from(pointers, ([label, some]) => {
		const list = [...some].join(', ');
		return label === undefined ? list : `${label} (${list})`;
	}).join(', ');
}

/** The label of the field, or of the list or object that contains it; undefined if the panel has no such field. */
function labelOf(pointer: string): string | undefined {
	if (pointer === '') return undefined;
	return LABELS.get(pointer.toLowerCase()) ?? labelOf(parentOf(pointer));
}
