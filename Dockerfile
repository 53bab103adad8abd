# The first stage builds our own wheel and may hold tools; only what it installed reaches the second.
FROM python:3.13-slim AS build
WORKDIR /src
COPY requirements.lock requirements-dev.lock ./
# Hashed pins only, for the program and for what builds it.
RUN python -m venv /opt/mentor-bot \
 && /opt/mentor-bot/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
RUN awk '/^[a-z]/ { keep = /^(hatchling|packaging|pathspec|pluggy|tomlkit|trove-classifiers)==/ } keep' requirements-dev.lock > build.lock \
 && pip install --no-cache-dir --require-hashes -r build.lock
COPY . .
RUN pip wheel --no-deps --no-build-isolation --wheel-dir /wheels . \
 && /opt/mentor-bot/bin/pip install --no-cache-dir --no-deps /wheels/*.whl

FROM python:3.13-slim
RUN useradd --system --uid 10001 --no-create-home --home-dir /data mentor \
 && install --directory --owner mentor --group mentor --mode 700 /data
COPY --from=build /opt/mentor-bot /opt/mentor-bot
ENV PATH="/opt/mentor-bot/bin:$PATH" \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DATABASE_URL="sqlite:////data/mentor-bot.sqlite3"
USER mentor
WORKDIR /data
VOLUME /data
HEALTHCHECK --interval=60s --timeout=20s --start-period=60s CMD ["mentor-bot", "health"]
ENTRYPOINT ["mentor-bot"]
CMD ["run"]
