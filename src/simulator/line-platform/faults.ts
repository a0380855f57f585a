/**
 * Faults for tests. `status`: the call is refused with that status; `hang`: no answer, until the caller gives up;
 * `drop`: the call is accepted and has its effect, but the connection breaks before the answer; `refuse`: the connection
 * breaks and the call has no effect.
 */
export type Fault =
  | { kind: 'status'; status: number; message?: string }
  | { kind: 'hang' }
  | { kind: 'drop' }
  | { kind: 'refuse' };

export type FaultPlan = {
  fault: Fault;
  /** How many calls it meets; 1 where absent. */
  times?: number;
  /** Only calls to paths that end so: '/reply', '/push'. */
  path?: string;
};

/** A queue of faults, each used up by the calls that it meets. */
export function faultQueue(plans: readonly FaultPlan[] = []) {
  const queue = plans.map(toWaiting);
  return {
    add: (plan: FaultPlan): void => void queue.push(toWaiting(plan)),
    clear: (): void => void queue.splice(0),
    /** The fault that this call meets, if any. */
    meet(path: string): Fault | undefined {
      const at = queue.findIndex((plan) => plan.path === undefined || path.endsWith(plan.path));
      const plan = queue[at];
      if (!plan) return undefined;
      plan.left -= 1;
      if (plan.left <= 0) queue.splice(at, 1);
      return plan.fault;
    },
  };
}

const toWaiting = (plan: FaultPlan) => ({ fault: plan.fault, path: plan.path, left: plan.times ?? 1 });
