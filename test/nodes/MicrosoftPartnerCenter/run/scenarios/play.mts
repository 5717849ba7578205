import type { IDataObject, INode } from 'n8n-workflow';

import type { RunResult } from '../../../../engine/engine.mts';
import { PartnerCenter } from '../../../../engine/partnerCenter.mts';
import type { RecordedRequest, ReferralFields } from '../../../../simulator/simulator.mts';
import type { Effect } from './effects.mts';
import { effectsOf, operationOf, parametersOf } from './operations.mts';
import { reportOf, reportsIn } from './reports.mts';
import type { Report } from './reports.mts';
import type { Scenario, ScenarioItem, Step } from './scenario.mts';
import { Service } from './service.mts';

/** An item of a step that was played, and what was reported of it. */
export interface PlayedItem {
	/** Unique in the scenario. */
	number: number;
	/** In its step. */
	index: number;
	referralId: string;
	effects: Effect[];
	/** The time of the state whose eTag guards the change, if the user supplied one. */
	guardedSince?: number;
	/** One per output item; the last attempt's, if an agent calls the node several times. */
	reports: Report[];
}

export interface PlayedStep {
	step: Step;
	method: 'GET' | 'POST' | 'PATCH';
	items: PlayedItem[];
	/** When it began and ended. */
	began: number;
	ended: number;
	/** Undefined if it was not canceled. */
	canceledAt?: number;
	/** The run as n8n has it; undefined if an agent called the node. */
	result?: RunResult;
}

export interface Played {
	initialReferrals: number;
	service: Service;
	steps: PlayedStep[];
}

/** n8n's engine and a simulator that play scenarios, one after the other. */
export class Stage {
	private service!: Service;

	private constructor(private partnerCenter: PartnerCenter) {}

	static async open(): Promise<Stage> {
		const stage = new Stage(undefined as never);
		stage.partnerCenter = await PartnerCenter.start({
			represent: (referral) => stage.service.represent(referral),
			onWrite: (request, id) => {
				stage.service.written(request, id);
			},
			onAnswer: (request) => {
				stage.service.answered(request);
			},
		});
		return stage;
	}

	async close(): Promise<void> {
		await this.partnerCenter.simulator.stop();
	}

	async play(scenario: Scenario): Promise<Played> {
		const { simulator } = this.partnerCenter;
		simulator.reset();
		simulator.clear();
		const items = scenario.steps.flatMap((step) => step.items);
		this.service = new Service(simulator, scenario.fates, scenario.representation, (request) => {
			const item = itemOf(request);
			return { queue: item === undefined ? 0 : items[item].referral, item };
		});
		for (const [index, isNew] of scenario.areNew.entries()) {
			this.service.put(referral(index, isNew));
		}
		const steps: PlayedStep[] = [];
		for (const step of scenario.steps) {
			const first = steps.reduce((sum, one) => sum + one.items.length, 0);
			steps.push(await this.playStep(step, first));
		}
		await this.service.settle();
		return { initialReferrals: scenario.areNew.length, service: this.service, steps };
	}

	private async playStep(step: Step, first: number): Promise<PlayedStep> {
		const { operation, fields, skipIfPresent, mode } = step;
		const guardedSince = mode.useIfMatch === 'no' ? undefined : this.service.tick();
		const given = step.items.map((item, index) => this.valuesOf(item, first + index));
		if (mode.useIfMatch === 'stale') {
			for (const id of new Set(step.items.map(({ referral: one }) => idOf(one)))) {
				this.service.touch(id, 'renames it');
			}
		}
		const played: PlayedStep = {
			step,
			method: operationOf(operation).method,
			began: this.service.tick(),
			ended: Infinity,
			items: step.items.map((item, index) => ({
				number: first + index,
				index,
				referralId: idOf(item.referral),
				effects: effectsOf(operation, fields, skipIfPresent, item),
				guardedSince,
				reports: [],
			})),
		};
		const isRun = mode.caller === 'node';
		await (isRun ? this.runNode(played, given) : this.callTool(played, given));
		await this.service.settle();
		played.ended = this.service.tick();
		return played;
	}

	private async runNode(played: PlayedStep, items: IDataObject[]): Promise<void> {
		const { engine, credential } = this.partnerCenter;
		const { mode } = played.step;
		const { finished, cancel } = engine.start(credential, {
			parameters: parametersFor(played.step, (name) => `={{ $json.${name} }}`),
			items,
			node: settingsOf(mode),
		});
		let arrivals = 0;
		this.service.onArrival = () => {
			arrivals += 1;
			if (arrivals !== mode.cancelAt) return;
			played.canceledAt = this.service.tick();
			cancel();
		};
		const [settled] = await Promise.allSettled([finished]);
		this.service.onArrival = () => undefined;
		if (settled.status === 'rejected') return;
		played.result = reportsIn(settled.value, played.items);
	}

	private async callTool(played: PlayedStep, inputs: IDataObject[]): Promise<void> {
		const { engine, credential } = this.partnerCenter;
		const { mode } = played.step;
		const parameters = parametersFor(played.step, (name) => `={{ $fromAI("${name}") }}`);
		const call = engine.asTool(credential, parameters);
		const callWithRetries = async (input: IDataObject, index: number) => {
			for (let tries = 0; tries < mode.tries; tries += 1) {
				try {
					const output = await call(input);
					played.items[index].reports = output.map(reportOf);
					return;
				} catch (error) {
					played.items[index].reports = [reportOf({ json: {}, error: error as never })];
				}
			}
		};
		if (mode.caller === 'tool, all calls at once') {
			await Promise.all(inputs.map(callWithRetries));
		} else {
			for (const [index, input] of inputs.entries()) await callWithRetries(input, index);
		}
	}

	private valuesOf(item: ScenarioItem, number: number): IDataObject {
		const id = idOf(item.referral);
		return {
			...(item as unknown as IDataObject),
			id: withNumber(id, number),
			eTag: this.service.stateAt(id).eTag,
			name: `Deal ${number}`,
			soldSolutions: item.solutions.map((one) => ({ id: one.id })),
		};
	}
}

function parametersFor(
	{ operation, fields, skipIfPresent, mode }: Step,
	from: (name: string) => string,
) {
	const { useIfMatch, returnRepresentation, maxConcurrentRequests, maxRetries, batchSize } = mode;
	const isPatch = operationOf(operation).method === 'PATCH';
	return {
		...parametersOf(operation, fields, skipIfPresent, from),
		...(isPatch && { returnRepresentation, useIfMatch: useIfMatch !== 'no', eTag: from('eTag') }),
		options: { maxConcurrentRequests, maxRetries },
		...(batchSize > 0 && {
			requestOptions: { batching: { batch: { batchSize, batchInterval: 1 } } },
		}),
	} as never;
}

function settingsOf({ onError, tries, executeOnce }: Step['mode']): Partial<INode> {
	const retry = { retryOnFail: true, maxTries: tries, waitBetweenTries: 1 };
	return { onError, executeOnce, ...(tries > 1 && retry) };
}

const idOf = (index: number) => `abcdef${index}a-bcde-4fab-8cde-fabcdefabcde`;

/** The case of letters, which the service ignores, tells the items of one referral apart. */
function withNumber(id: string, number: number): string {
	return id.replace(/[a-f]/g, (letter, position: number) =>
		((number >> position) & 1) === 1 ? letter.toUpperCase() : letter,
	);
}

/** The number of the item that a request is for. */
function itemOf({ path, body }: RecordedRequest): number | undefined {
	const letters = /\/referrals\/(.{6})/.exec(path)?.[1].split('');
	if (letters !== undefined) {
		return letters.reduce((sum, one, position) => sum + (/[A-F]/.test(one) ? 2 ** position : 0), 0);
	}
	const { name } = (body ?? {}) as { name?: string };
	return name === undefined ? undefined : Number(name.replace('Deal ', ''));
}

function referral(index: number, isNew: boolean): ReferralFields {
	return {
		id: idOf(index),
		name: 'Contoso moves to Azure',
		...(isNew
			? { status: 'New', substatus: 'Pending' }
			: { status: 'Active', substatus: 'Accepted' }),
		type: 'Shared',
		direction: 'Incoming',
		customerProfile: { name: 'Contoso', address: { country: 'US' } },
		details: { notes: 'First call.', dealValue: 5, currency: 'USD' },
		team: [{ email: 'john@contoso.com', firstName: 'John', lastName: 'Roe' }],
		registrations: [{ id: 'REG-1', contract: { value: 5 }, solutionDetails: [{ id: 'SOL-A' }] }],
	} as unknown as ReferralFields;
}
