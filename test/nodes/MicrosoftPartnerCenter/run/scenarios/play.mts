import type { IDataObject } from 'n8n-workflow';

import type { RunResult } from '../../../../engine/engine.mts';
import { PartnerCenter } from '../../../../engine/partnerCenter.mts';
import type { SimulatorOptions } from '../../../../simulator/simulator.mts';
import { callTool, runNode } from './callers.mts';
import type { Effect } from './effects.mts';
import type { ScenarioItem } from './itemValues.mts';
import { effectsOf, operationOf } from './operations.mts';
import type { Report } from './reports.mts';
import type { Scenario, Step } from './scenario.mts';
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
	/** What it contains for the node's expressions. */
	json: IDataObject;
	effects: Effect[];
	/** The time of the state whose eTag guards the change, if the user supplied one. */
	guardedSince?: number;
	/** How often an agent makes the same call at the same time. The requests of these calls can't be told apart. */
	calls: number;
	/** The same call before this one. The node can tell them apart only by the outcome. */
	previous?: PlayedItem;
	/** One per output item; that of a call's last attempt. */
	reports: Report[];
}

export interface PlayedStep {
	step: Step;
	method: 'GET' | 'POST' | 'PATCH';
	items: PlayedItem[];
	/** The call that an agent makes, if it makes one after the other. */
	calling?: PlayedItem;
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

interface Executable {
	execute: (this: unknown) => Promise<unknown>;
}

/** n8n's engine and a simulator that play scenarios, one after the other. */
export class Stage {
	private service!: Service;

	private steps: PlayedStep[] = [];

	/** Settles when the node has ended, which n8n does not await if the execution was canceled. */
	private running?: Promise<unknown>;

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
		const node = stage.partnerCenter.engine.nodeType as unknown as Executable;
		const { execute } = node;
		node.execute = function () {
			const output = execute.call(this);
			stage.running = Promise.allSettled([output]);
			return output;
		};
		return stage;
	}

	async close(): Promise<void> {
		await this.partnerCenter.simulator.stop();
	}

	async play(scenario: Scenario): Promise<Played> {
		const { simulator, credential } = this.partnerCenter;
		simulator.reset();
		simulator.clear();
		credential.data.oauthTokenData = { ...simulator.signIn() };
		Object.assign(this.lists, scenario.lists);
		const { fates, representation } = scenario;
		this.service = new Service(simulator, fates, representation, (request) =>
			targetOf(request, this.steps.at(-1)!, this.service),
		);
		for (const [index, isNew] of scenario.areNew.entries()) {
			this.service.put(initialReferral(index, isNew));
		}
		this.steps = [];
		for (const step of scenario.steps) await this.playStep(step);
		await this.service.settle();
		return { initialReferrals: scenario.areNew.length, service: this.service, steps: this.steps };
	}

	private async playStep(step: Step): Promise<void> {
		const { operation, mode } = step;
		const { method, isUpsert = false } = operationOf(operation);
		const canGuard = mode.useIfMatch !== 'no' && !isUpsert;
		const items = this.itemsOf(step, canGuard ? this.service.tick() : undefined);
		if (mode.useIfMatch === 'stale' && !isUpsert) {
			for (const id of new Set(items.map(({ referralId }) => referralId))) {
				this.service.touch(id, 'renames it');
			}
		}
		const played = { step, method, items, began: this.service.tick(), ended: Infinity };
		this.steps.push(played);
		const isRun = mode.caller === 'node';
		await (isRun ? runNode : callTool)(this.partnerCenter, this.service, played);
		await this.running;
		await this.service.settle();
		played.ended = this.service.tick();
		if (!isUpsert) return;
		for (const item of items) item.referralId = this.service.idOf(keyOf(item.referral)) ?? '';
	}

	/** Of calls that are the same and made at once, the first represents all. */
	private itemsOf(step: Step, guardedSince?: number): PlayedItem[] {
		const { operation, fields, skipIfPresent, items, mode } = step;
		const { isRepeated, caller } = mode;
		const { isUpsert = false } = operationOf(operation);
		const isOne = isRepeated && caller === 'tool, all calls at once';
		const first = this.steps.reduce((sum, one) => sum + one.items.length, 0);
		const played: PlayedItem[] = [];
		for (const [index, item] of (isOne ? items.slice(0, 1) : items).entries()) {
			const number = first + index;
			const hasTwin = items.some((one) => one !== item && one.referral === item.referral);
			const isTwin = isUpsert && !isRepeated && hasTwin;
			const values = isTwin ? { ...item, notes: markedNotes(item.notes, number) } : item;
			played.push({
				number,
				index,
				referral: item.referral,
				referralId: isUpsert ? '' : idOf(item.referral),
				isTwin,
				calls: isOne ? items.length : 1,
				previous: isRepeated ? played.at(-1) : undefined,
				json: this.jsonOf(values, isRepeated ? first : number),
				effects: effectsOf(operation, fields, skipIfPresent, values),
				guardedSince,
				reports: [],
			});
		}
		return played;
	}

	private jsonOf(item: ScenarioItem, number: number): IDataObject {
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
