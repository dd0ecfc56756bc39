from tests.bot.notifier.post import Post, in_a


async def test_what_a_clock_a_day_ahead_has_dropped_is_sent_when_it_is_right(post: Post) -> None:
    [person] = await post.meet()
    await post.put("hello", due_at=in_a(minutes=30), expires_at=in_a(hours=1))
    async with post.running() as notifier:
        post.clock.move_to(in_a(days=1))
        notifier.nudge()
        await post.until(dropped=1)
        post.clock.move_to(in_a(minutes=45))
        notifier.nudge()
        await post.until(sent=1)

    assert post.texts(person) == ["hello"]
