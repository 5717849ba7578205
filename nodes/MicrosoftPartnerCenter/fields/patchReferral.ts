import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { REFERRALS } from '../../shared/api/address';
import { readParameter } from '../../shared/parameters/read';
import { boolean } from '../../shared/values/boolean';
import { entityTag } from '../../shared/values/entityTag';
import { shownWhere } from '../routing/field';
import type { Field, PreSend } from '../routing/field';
import type { RequestKind } from '../routing/operation';
import { changeOptions, writeOptions } from './options';
import { outputFormat } from './output';
import { referralId } from './referralId';

const useIfMatch: INodeProperties = {
	displayName: 'Only If Unchanged (If-Match)',
	name: 'useIfMatch',
	type: 'boolean',
	default: false,
	description:
		'Whether to change the referral only if no one has changed it since its eTag was read. The node sends the eTag in the If-Match header. If another user has changed the referral since then, the item fails and their change is kept.',
};

const eTag: INodeProperties = {
	displayName: 'ETag',
	name: 'eTag',
	type: 'string',
	default: '={{ $json.eTag }}',
	required: true,
	displayOptions: { show: { useIfMatch: [true] } },
	description:
		'The eTag of the state that the change is based on. Every referral that this node outputs contains it in the field "eTag".',
};

const returnRepresentation: INodeProperties = {
	displayName: 'Return Updated Referral (Prefer)',
	name: 'returnRepresentation',
	type: 'boolean',
	default: true,
	description:
		'Whether to output the referral as it is after the change. The node requests it with the header Prefer: return=representation. When off, the header is not sent, and the output contains only the ID, the request ID and the new eTag.',
};

/** Reads the eTag, too, because its field is hidden if the toggle is an expression. */
const setIfMatch: PreSend = (context, _plan, request) => {
	if (!readParameter(context, useIfMatch, boolean)) return;
	request.headers!['If-Match'] = readParameter(context, eTag, entityTag);
};

/** Without the header, the service answers 204 without a body ("Update a lead or opportunity"). */
const setPrefer: PreSend = (context, _plan, request) => {
	if (readParameter(context, returnRepresentation, boolean)) {
		request.headers!.Prefer = 'return=representation';
	}
};

/**
 * For changes that would be made twice, or would remove rows of other users, if they arrived late or coincided with
 * another change: the referral is read first, and its eTag guards the change unless the user supplied one.
 */
export const needsPrecondition: PreSend = (_context, plan) => {
	plan.needsPrecondition = true;
};

/** For rows that the referral may already have: those are skipped. */
export const skipExistingRows: PreSend = (_context, plan) => {
	plan.skipsExistingRows = true;
};

/** The referral is output only if the change requests it. */
const outputIfReturned: Field[] = shownWhere(
	{ hide: { returnRepresentation: [false] } },
	outputFormat,
);

/** How a referral is changed (Microsoft's page "Update a lead or opportunity"). */
export const patchReferral: RequestKind = {
	name: 'patch',
	routing: { request: { method: 'PATCH', url: REFERRALS } },
	leading: [referralId],
	trailing: [
		{ property: useIfMatch, preSend: setIfMatch },
		{ property: eTag },
		{ property: returnRepresentation, preSend: setPrefer },
		...outputIfReturned,
	],
	options: [writeOptions],
	complete(_context, { patch }, request) {
		request.body = patch.toDocument() as unknown as IDataObject[];
	},
};

/** The same for a change that can be compared with the referral. */
export const updateReferral: RequestKind = {
	...patchReferral,
	name: 'update',
	options: [changeOptions],
};
