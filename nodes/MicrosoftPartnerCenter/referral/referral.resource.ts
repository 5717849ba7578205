import { updateDisplayOptions } from 'n8n-workflow';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Operation } from '../fields/operation';
import { options } from '../fields/options';
import { patchFields } from '../fields/patchReferral';
import { referralId } from '../fields/referralId';
import { outputProperties } from '../output/output';
import { addTeamMember } from './addTeamMember.operation';
import { changeStatus } from './changeStatus.operation';
import { updateDealValue } from './updateDealValue.operation';

const PATCHES = [addTeamMember, changeStatus, updateDealValue];

export const option: INodePropertyOptions = {
	name: 'Referral',
	value: 'referral',
	description: 'A lead or co-sell opportunity',
};

export const properties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [option.value] } },
		options: PATCHES.map((operation) => operation.option),
		default: 'updateDealValue',
	},
	...shownFor(PATCHES, [referralId]),
	...PATCHES.flatMap((operation) => shownFor([operation], operation.fields)),
	...shownFor(PATCHES, patchFields),
	...shownFor(
		PATCHES,
		updateDisplayOptions({ show: { returnRepresentation: [true] } }, outputProperties),
	),
	...shownFor(PATCHES, [options]),
];

function shownFor(operations: Operation[], fields: INodeProperties[]): INodeProperties[] {
	const operation = operations.map(({ option: { value } }) => value);
	return updateDisplayOptions({ show: { resource: [option.value], operation } }, fields);
}
