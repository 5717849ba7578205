import type { IDataObject, INode } from 'n8n-workflow';

import type { RunResult } from '../../../../engine/engine.mts';
import { PartnerCenter } from '../../../../engine/partnerCenter.mts';
import type { SimulatorOptions } from '../../../../simulator/simulator.mts';
import type { Effect } from './effects.mts';
import { effectsOf, operationOf, parametersOf } from './operations.mts';
import { reportOf, reportsIn } from './reports.mts';
import type { Report } from './reports.mts';
import type { Scenario, ScenarioItem, Step } from './scenario.mts';
import { Service } from './service.mts';
import { idOf, initialReferral, keyOf, markedNotes, targetOf, withNumber } from './targets.mts';

/** An item of a step that was played, and what was reported of it. */
export interface PlayedItem {
	/** Unique in the scenario. */
	number: number;
	/** In its step. */
	index: number;
	/** The index of the referral that it is for. */
	referral: number;
	/** Empty as long as the referral does not exist. */
	referralId: string;
	/** Whether another item of the step has the same key, so that not all of its requests can be told apart. */
	isTwin: boolean;
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

	private playing!: PlayedStep;

	private readonly lists: NonNullable<SimulatorOptions['lists']> = {};

	private constructor(private partnerCenter: PartnerCenter) {}

	static async open(): Promise<Stage> {
		const stage = new Stage(undefined as never);
		stage.partnerCenter = await PartnerCenter.start({
			lists: stage.lists,
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
		Object.assign(this.lists, scenario.lists);
		const { fates, representation } = scenario;
		this.service = new Service(simulator, fates, representation, (request) =>
			targetOf(request, this.playing, this.service),
		);
		for (const [index, isNew] of scenario.areNew.entries()) {
			this.service.put(initialReferral(index, isNew));
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
		const isUpsert = operationOf(operation).isUpsert === true;
		const isTwin = (item: ScenarioItem) =>
			isUpsert && step.items.some((one) => one !== item && one.referral === item.referral);
		const requested = step.items.map((item, index) => ({
			...item,
			...(isTwin(item) && { notes: markedNotes(item.notes, first + index) }),
		}));
		const given = requested.map((item, index) => this.valuesOf(item, first + index));
		if (mode.useIfMatch === 'stale' && !isUpsert) {
			for (const id of new Set(step.items.map(({ referral }) => idOf(referral)))) {
				this.service.touch(id, 'renames it');
			}
		}
		const played: PlayedStep = {
			step,
			method: operationOf(operation).method,
			began: this.service.tick(),
			ended: Infinity,
			items: requested.map((item, index) => ({
				number: first + index,
				index,
				referral: item.referral,
				referralId: isUpsert ? '' : idOf(item.referral),
				isTwin: isTwin(step.items[index]),
				effects: effectsOf(operation, fields, skipIfPresent, item),
				guardedSince: isUpsert ? undefined : guardedSince,
				reports: [],
			})),
		};
		this.playing = played;
		const isRun = mode.caller === 'node';
		await (isRun ? this.runNode(played, given) : this.callTool(played, given));
		await this.service.settle();
		played.ended = this.service.tick();
		if (isUpsert) {
			for (const item of played.items)
				item.referralId = this.service.idOf(keyOf(item.referral)) ?? '';
		}
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
		const eTag = this.service.stateAt(id)?.eTag;
		return {
			...(item as unknown as IDataObject),
			id: withNumber(id, number),
			eTag,
			key: keyOf(item.referral),
			name: `Deal ${number}`,
			soldSolutions: item.solutions.map((one) => ({ id: one.id })),
		};
	}
}

function parametersFor(
	{ operation, fields, skipIfPresent, onlyChanges, mode }: Step,
	from: (name: string) => string,
) {
	const { useIfMatch, returnRepresentation, maxConcurrentRequests, maxRetries, batchSize } = mode;
	const { method, canCompare, isUpsert } = operationOf(operation);
	const isPatch = method === 'PATCH' && !isUpsert;
	return {
		...parametersOf(operation, fields, skipIfPresent, from),
		...(isPatch && { returnRepresentation, useIfMatch: useIfMatch !== 'no', eTag: from('eTag') }),
		options: { maxConcurrentRequests, maxRetries, ...(canCompare && { onlyChanges }) },
		...(batchSize > 0 && {
			requestOptions: { batching: { batch: { batchSize, batchInterval: 1 } } },
		}),
	} as never;
}

function settingsOf({ onError, tries, executeOnce }: Step['mode']): Partial<INode> {
	const retry = { retryOnFail: true, maxTries: tries, waitBetweenTries: 1 };
	return { onError, executeOnce, ...(tries > 1 && retry) };
}
