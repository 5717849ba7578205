import { updateDisplayOptions } from 'n8n-workflow';
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { check, read } from '../checks/check';
import { planOf } from '../checks/plan';
import { toPatchDocument } from '../jsonPatch/patchDocument';
import type { PatchMap } from '../jsonPatch/patchDocument';
import { boolean } from '../values/boolean';
import { entityTag } from '../values/entityTag';
import { outputProperties } from '../output/output';
import type { RequestKind } from './operation';
import { writeOptions } from './options';
import { REFERRALS } from './path';
import { addressReferral, referralId } from './referralId';

/** Stands on the toggle, which is there even where the eTag's field is hidden. */
const ifMatch = check(function (request) {
	if (!read(this, useIfMatch, boolean)) return;
	request.headers!['If-Match'] = read(this, eTag, entityTag);
});

const useIfMatch: INodeProperties = {
	displayName: 'Use If-Match',
	name: 'useIfMatch',
	type: 'boolean',
	default: false,
	description:
		'Whether to change the referral only if nobody has changed it since the ETag was read. A change by somebody else in between is reported instead of overwritten.',
	routing: { send: { preSend: [ifMatch] } },
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
const prefer = check(function (request) {
	if (read(this, returnRepresentation, boolean)) request.headers!.Prefer = 'return=representation';
});

const patch = check(function (request) {
	request.body = toPatchDocument(request.body as PatchMap) as unknown as IDataObject[];
});

/** The last parameter of every PATCH: behind it the body's map of pointers is complete. */
const returnRepresentation: INodeProperties = {
	displayName: 'Return Updated Referral',
	name: 'returnRepresentation',
	type: 'boolean',
	default: true,
	description:
		'Whether to ask for the referral as it is after the change. When off, the service answers with less, which is a little faster.',
	routing: { send: { preSend: [prefer, patch] } },
};

/**
 * For what would be there twice, or would take somebody else's rows away, if it arrived late or came across
 * another change: the referral is read first, and its eTag guards the change where the user gave none.
 */
export const guarded = check(function (request) {
	planOf(request).guarded = true;
});

/** A change gives out the referral only if it asks for it. */
const outputWhereReturned = updateDisplayOptions(
	{ hide: { returnRepresentation: [false] } },
	outputProperties,
);

/** How a referral is changed (Microsoft's page "Update a lead or opportunity"). */
export const patchReferral: RequestKind = {
	name: 'change',
	routing: {
		request: { method: 'PATCH', url: REFERRALS },
		send: { preSend: [addressReferral] },
	},
	leading: [referralId],
	trailing: [useIfMatch, eTag, returnRepresentation, ...outputWhereReturned],
	options: [writeOptions],
};
