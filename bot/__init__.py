"""The bot itself: rules, use cases, and the one place that assembles it.

The layers, top to bottom; each may import only what stands below it: `__main__`, `commands`,
`serving | checks`, `app`, `scheduler | web`, `intake`, `budget | telegram`, `settings | logs`,
`handlers | storage`, `services`, `ports`, `domain`.
"""
