/** How many threads the variable GATES_JOBS asks for; undefined where it asks for nothing that can be had. */
export function threadsAsked(): number | undefined {
  const asked = Number(process.env.GATES_JOBS);
  return Number.isInteger(asked) && asked > 0 ? asked : undefined;
}
