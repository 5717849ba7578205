import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodeProperties,
	ResourceMapperFields,
	ResourceMapperValue,
} from 'n8n-workflow';

import { REFERRALS } from '../../../shared/api/address';
import { sourceOf } from '../../../shared/parameters/read';
import type { ParameterContext } from '../../../shared/parameters/read';
import { isJsonObject } from '../../../shared/values/json';
import { mustBe } from '../../../shared/values/parameterError';
import type { ValueSource } from '../../../shared/values/reader';
import { referralId } from '../../../shared/values/referralId';
import { someText } from '../../../shared/values/text';
import { upsertOptions } from '../../fields/options';
import { outputFormat } from '../../fields/output';
import type { Operation } from '../../routing/operation';
import type { Creation, ReferralKey, RequestPlan } from '../../routing/requestPlan';
import { mappedColumns } from './mappedColumns';
import { newReferral, requireValid } from './newReferral';
import type { DealTypeName } from './newReferral';

const columns: INodeProperties = {
	displayName: 'Fields',
	name: 'columns',
	type: 'resourceMapper',
	noDataExpression: true,
	required: true,
	default: { mappingMode: 'defineBelow', value: null },
	description:
		'The values that the referral is to have. A field without a value is left alone; an empty text clears a text.',
	typeOptions: {
		resourceMapper: {
			resourceMapperMethod: 'getReferralColumns',
			mode: 'upsert',
			fieldWords: { singular: 'field', plural: 'fields' },
			addAllFields: false,
			supportAutoMap: true,
			multiKeyMatch: false,
			matchingFieldsLabels: {
				title: 'Field to Match On',
				description: 'The field that identifies the referral',
				hint: 'If no referral has this value, one is created',
			},
		},
	},
};

export const upsert: Operation = {
	option: {
		name: 'Create or Update',
		value: 'upsert',
		action: 'Create or update referral',
		description:
			'Create a new lead or opportunity, or update the current one if it already exists (upsert)',
	},
	request: {
		name: 'upsert',
		routing: { request: { method: 'POST', url: REFERRALS } },
		leading: [],
		trailing: outputFormat,
		options: [upsertOptions],
	},
	fields: [{ property: columns, preSend: setPlan }],
};

/** What "Fields" offers. It depends on nothing, so that no request is sent. */
export async function getReferralColumns(): Promise<ResourceMapperFields> {
	return { fields: mappedColumns.map(({ field }) => field) };
}

function setPlan(context: ParameterContext, plan: RequestPlan): void {
	const values = mappedValues(context);
	const source = sourceOf(context, columns);
	plan.key = keyIn(values.given, values.matchingColumn, source);
	plan.onlyChanges = true;
	plan.ifClosed ??= 'fail';
	const afterwards = new Set<string>();
	for (const { field, onUpdate, onCreate, isClearable } of mappedColumns) {
		const value = values.given[field.id];
		if (field.id === 'id' || value === undefined || value === null) continue;
		const named = { ...source, parameter: `${source.parameter} > ${field.displayName}` };
		if (value !== '' || isClearable) {
			const before = plan.patch.paths.length;
			onUpdate?.(value, named, plan);
			if (!onCreate) for (const path of plan.patch.paths.slice(before)) afterwards.add(path);
		}
		if (value !== '') onCreate?.(value, named, plan);
	}
	plan.creation = creationOf(plan, afterwards);
}

function mappedValues(context: ParameterContext) {
	const mapper = context.getNodeParameter(columns.name) as Partial<ResourceMapperValue> | null;
	if (!isJsonObject(mapper)) {
		throw mustBe(columns.displayName, 'a mapping of fields to values', mapper);
	}
	const { mappingMode, matchingColumns = [], value } = mapper as Partial<ResourceMapperValue>;
	const [matchingColumn = 'externalReferenceId'] = matchingColumns;
	// In this mode, n8n leaves the value empty.
	const given =
		mappingMode === 'autoMapInputData'
			? (context as IExecuteSingleFunctions).getInputData().json
			: (value ?? {});
	return { given: given as IDataObject, matchingColumn };
}

/** @throws {ParameterError} if the item has no key */
function keyIn(given: IDataObject, matchingColumn: string, source: ValueSource): ReferralKey {
	const { field } = mappedColumns.find(({ field: { id } }) => id === matchingColumn)!;
	const parameter = `${source.parameter} > ${field.displayName}`;
	const reader = field.id === 'id' ? referralId : someText;
	const value = reader(given[field.id], { ...source, parameter }).trim();
	return { field: field.id as ReferralKey['field'], value };
}

/** @param afterwards the pointers of the values that a new referral can't be given */
function creationOf({ body, patch }: RequestPlan, afterwards: Set<string>): Creation {
	return {
		body: bodyOf(body),
		afterwards: patch.toDocument().filter(({ path }) => afterwards.has(path)),
	};
}

function bodyOf({ dealType = 'private', ...given }: IDataObject): IDataObject | Error {
	try {
		const body = newReferral(dealType as DealTypeName, given);
		requireValid(body);
		return body;
	} catch (error) {
		return error as Error;
	}
}
