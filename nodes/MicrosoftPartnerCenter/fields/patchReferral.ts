import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { outputFields } from '../../shared/parameters/output';
import { read } from '../../shared/parameters/read';
import type { Check } from '../../shared/parameters/read';
import { boolean } from '../../shared/values/boolean';
import { entityTag } from '../../shared/values/entityTag';
import { toPatchDocument } from '../jsonPatch/patchDocument';
import type { PatchMap } from '../jsonPatch/patchDocument';
import { shownWhere } from '../routing/field';
import type { Field } from '../routing/field';
import type { RequestKind } from '../routing/operation';
import { planOf } from '../routing/requestPlan';
import { writeOptions } from './options';
import { REFERRALS } from './path';
import { referralId } from './referralId';

/** Of the toggle, which is there even where the eTag's field is hidden. */
const ifMatch: Check = (context, request) => {
	if (!read(context, useIfMatch, boolean)) return;
	request.headers!['If-Match'] = read(context, eTag, entityTag);
};

const useIfMatch: INodeProperties = {
	displayName: 'Use If-Match',
	name: 'useIfMatch',
	type: 'boolean',
	default: false,
	description:
		'Whether to change the referral only if nobody has changed it since the ETag was read. A change by somebody else in between is reported instead of overwritten.',
};

const eTag: INodeProperties = {
	displayName: 'ETag',
	name: 'eTag',
	type: 'string',
	default: '={{ $json.eTag }}',
	required: true,
	displayOptions: { show: { useIfMatch: [true] } },
	description:
		'The state of the referral that the change is meant for. Every referral that this node gives out has it in its field "eTag".',
};

/** Without the header the service answers 204 and no body (same page). */
const prefer: Check = (context, request) => {
	if (read(context, returnRepresentation, boolean)) {
		request.headers!.Prefer = 'return=representation';
	}
};

const returnRepresentation: INodeProperties = {
	displayName: 'Return Updated Referral',
	name: 'returnRepresentation',
	type: 'boolean',
	default: true,
	description:
		'Whether to ask for the referral as it is after the change. When off, the service answers with less, which is a little faster.',
};

/**
 * For what would be there twice, or would take somebody else's rows away, if it arrived late or came across
 * another change: the referral is read first, and its eTag guards the change where the user gave none.
 */
export const guarded: Check = (_context, request) => {
	planOf(request).guarded = true;
};

/** The parameters have put their values into a map of pointers. */
const patch: Check = (_context, request) => {
	request.body = toPatchDocument(request.body as PatchMap) as unknown as IDataObject[];
};

/** A change gives out the referral only if it asks for it. */
const outputWhereReturned: Field[] = shownWhere(
	{ hide: { returnRepresentation: [false] } },
	outputFields,
);

/** How a referral is changed (Microsoft's page "Update a lead or opportunity"). */
export const patchReferral: RequestKind = {
	name: 'change',
	routing: { request: { method: 'PATCH', url: REFERRALS } },
	leading: [referralId],
	trailing: [
		{ property: useIfMatch, check: ifMatch },
		{ property: eTag },
		{ property: returnRepresentation, check: prefer },
		...outputWhereReturned,
	],
	options: [writeOptions],
	completed: patch,
};
