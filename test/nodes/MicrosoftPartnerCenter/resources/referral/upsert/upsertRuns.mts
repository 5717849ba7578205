import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { PartnerCenter } from '../../../../../engine/partnerCenter.mts';
import type { RunResult } from '../../../../../engine/engine.mts';
import type {
	Referral,
	ReferralFields,
	SimulatorOptions,
} from '../../../../../simulator/simulator.mts';

export let partnerCenter: PartnerCenter;

/** Each test has a Partner Center of its own, without referrals. */
export async function startPartnerCenter(lists?: SimulatorOptions['lists']): Promise<void> {
	partnerCenter = await PartnerCenter.start({ lists: { filtersByKey: true, ...lists } });
	partnerCenter.simulator.clear();
}

/** The least that a new referral needs. */
export const NEW = {
	name: 'Contoso moves to Azure',
	customerName: 'Contoso',
	country: 'US',
	solutions: [{ id: 'SOL-1' }],
};

/** The value of "Fields", as n8n stores it. */
export function columns(
	value: IDataObject,
	matchingColumn = 'externalReferenceId',
): INodeParameters {
	return {
		mappingMode: 'defineBelow',
		value: value as INodeParameters,
		matchingColumns: [matchingColumn],
		schema: [],
	};
}

/** Runs Create or Update with these fields, by default the whole input item. */
export async function upsert(
	items: IDataObject[],
	{
		fields = byExpression(items[0]),
		matchOn,
		options = {},
		node = {},
		parameters = {},
	}: {
		fields?: IDataObject;
		matchOn?: string;
		options?: INodeParameters;
		node?: Partial<INode>;
		parameters?: INodeParameters;
	} = {},
): Promise<RunResult> {
	return await partnerCenter.run(
		{ operation: 'upsert', columns: columns(fields, matchOn), options, ...parameters },
		{ items, node },
	);
}

/** Every field of the item, mapped by an expression. */
function byExpression(item: IDataObject): IDataObject {
	return Object.fromEntries(Object.keys(item).map((name) => [name, `={{ $json.${name} }}`]));
}

/** Puts a referral into place that agrees with `NEW`. @returns its ID */
export function referral(
	externalReferenceId: string,
	fields: Partial<ReferralFields> = {},
): string {
	return partnerCenter.referral({
		externalReferenceId,
		status: 'Active',
		substatus: 'Accepted',
		...fields,
	});
}

export function stored(id: string): Referral {
	return partnerCenter.simulator.referral(id);
}

/** The methods of the requests, in order of arrival. */
export function methods(): string[] {
	return partnerCenter.simulator.requests.map(({ method }) => method);
}

export function writes(): string[] {
	return methods().filter((method) => method !== 'GET');
}

/** Does something when the first PATCH arrives, before it is examined. */
export function atFirstPatch(act: () => void): void {
	let isDone = false;
	partnerCenter.simulator.fault({
		when: ({ method }) => {
			if (method === 'PATCH' && !isDone) {
				isDone = true;
				act();
			}
			return false;
		},
		status: 500,
	});
}
